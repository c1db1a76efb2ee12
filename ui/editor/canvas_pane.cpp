#include "ui/editor/canvas_pane.h"

#include "ui/editor/pane_title.h"
#include "ui/look/buttons.h"
#include "ui/look/empty_state.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/style_paint.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kStep{ 700 };

// The tools float over the canvas on a plate of their own.
class Plate : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paint_box(painter, rect(), colour(Role::Base), colour(Role::Border), 6);
    }
};

QFrame* separator(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFrameShape(QFrame::VLine);
    line->setFixedHeight(Theme::get().scaled(18));
    return line;
}

} // namespace

CanvasPane::CanvasPane(QWidget* parent)
    : QWidget(parent)
    , title_(new PaneTitle(tr("Canvas"), this))
    , canvas_(new Canvas(this))
    , empty_(new EmptyState(this))
    , tools_(new Plate(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title_);
    column->addWidget(canvas_, 1);
    column->addWidget(empty_, 1);
    empty_->set_icon(icon(Glyph::Container, Role::Muted));
    empty_->set_sentence(tr("A task runs one container at least; this draft has none."));
    empty_->set_action(tr("Add a container"));
    setFocusProxy(canvas_);
    make_tools();
    steps_.setInterval(kStep);
    connect(&steps_, &QTimer::timeout, this, &CanvasPane::play_step);
    connect(empty_, &EmptyState::action_triggered, this, &CanvasPane::add_wanted);
    connect(title_, &PaneTitle::close_wanted, this, &CanvasPane::close_wanted);
    connect(canvas_, &Canvas::said, this, [this](const QString& hint) {
        hint_ = hint;
        show_info();
    });
    connect(canvas_, &Canvas::zoom_changed, this, &CanvasPane::show_zoom);
    empty_->hide();
}

void CanvasPane::make_tools()
{
    auto* row = new QHBoxLayout(tools_);
    row->setContentsMargins(4, 2, 4, 2);
    row->setSpacing(2);
    const auto add = [this, row](const QString& icon_name, const QString& name) {
        auto* button = icon_button(theme_icon(icon_name), name, tools_);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
        return button;
    };
    add_ = add("node-add", tr("Add a container"));
    edge_ = add("draw-connector", tr("Add a dependency from the selected container (E)"));
    row->addWidget(separator(tools_));
    play_ = add("media-playback-start", tr("Play start order"));
    play_->setText(tr("Play start order"));
    play_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(separator(tools_));
    out_ = add("zoom-out", tr("Smaller (Ctrl+-)"));
    zoom_ = new TextLabel(tr("%1 %").arg(100), Type::Small, Role::Muted, tools_);
    row->addWidget(zoom_);
    in_ = add("zoom-in", tr("Larger (Ctrl++)"));
    auto* fit = add("zoom-fit-best", tr("All of it (F)"));
    connect(add_, &QToolButton::clicked, this, &CanvasPane::add_wanted);
    connect(edge_, &QToolButton::clicked, this, [this] {
        canvas_->setFocus();
        canvas_->begin_edge();
    });
    connect(play_, &QToolButton::clicked, this, &CanvasPane::play);
    connect(out_, &QToolButton::clicked, this, [this] { canvas_->set_zoom(canvas_->zoom() - 20); });
    connect(in_, &QToolButton::clicked, this, [this] { canvas_->set_zoom(canvas_->zoom() + 20); });
    connect(fit, &QToolButton::clicked, canvas_, &Canvas::fit);
}

void CanvasPane::show_graph(const TaskGraph& graph, const Canvas::Marks& marks)
{
    if (!(graph == canvas_->graph()))
        steps_.stop();
    canvas_->show_graph(graph, marks);
    const bool any = !graph.containers.empty();
    canvas_->setVisible(any);
    empty_->setVisible(!any);
    tools_->setVisible(any);
    tools_->raise();
    play_->setEnabled(any);
    show_info();
}

void CanvasPane::set_read_only(bool read_only)
{
    canvas_->set_read_only(read_only);
    const auto reason = read_only ? tr("The JSON has an error: put it right first") : QString();
    set_blocked(add_, reason);
    set_blocked(edge_, reason);
    if (!read_only) {
        add_->setToolTip(add_->accessibleName());
        edge_->setToolTip(edge_->accessibleName());
    }
}

void CanvasPane::show_info()
{
    title_->set_info(hint_.isEmpty() ? summary_of(canvas_->graph()) : hint_);
}

void CanvasPane::show_zoom()
{
    zoom_->setText(tr("%1 %").arg(canvas_->zoom()));
    set_blocked(out_, canvas_->zoom() <= Canvas::kLeastZoom ? tr("It is as small as it gets") : QString());
    set_blocked(in_, canvas_->zoom() >= Canvas::kMostZoom ? tr("It is as large as it gets") : QString());
}

QString CanvasPane::info() const
{
    return title_->info();
}

void CanvasPane::play()
{
    order_ = start_order(canvas_->graph());
    lit_ = {};
    step_ = 0;
    if (Theme::get().reduced_motion()) {
        while (step_ <= order_.steps.size())
            play_step();
        return;
    }
    steps_.start();
    play_step();
}

void CanvasPane::play_step()
{
    if (step_ < order_.steps.size()) {
        lit_.started.insert(order_.steps[step_].begin(), order_.steps[step_].end());
        hint_ = tr("Step %1 of %2").arg(step_ + 1).arg(order_.steps.size());
    } else {
        steps_.stop();
        lit_.stuck.insert(order_.stuck.begin(), order_.stuck.end());
        QStringList names;
        for (const auto container : order_.stuck)
            names << canvas_->graph().containers[container].title;
        hint_ = names.isEmpty()
            ? tr("All start, in %n steps", nullptr, static_cast<int>(order_.steps.size()))
            : tr("%1 would never start: what they wait for does not come").arg(names.join(QStringLiteral(", ")));
    }
    ++step_;
    canvas_->show_play(lit_);
    show_info();
}

void CanvasPane::place_tools()
{
    tools_->adjustSize();
    tools_->move(8, height() - tools_->height() - 8);
    tools_->raise();
}

void CanvasPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place_tools();
}

} // namespace quayside::ui
