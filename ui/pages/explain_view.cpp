#include "ui/pages/explain_view.h"

#include "ui/look/buttons.h"
#include "ui/look/empty_state.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/tables/table_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

using Row = Explanation::Row;
using Mark = Explanation::Mark;

constexpr int kChip = 24;
constexpr int kBetween = 20; // two chips, with the chevron
constexpr int kPadding = 8;
constexpr std::size_t kMostRemedies = 4;

QString rule_text(const Row& row, std::size_t rule)
{
    if (rule >= row.cells.size() || row.cells[rule].mark == Mark::NotReached)
        return QObject::tr("not reached");
    return row.cells[rule].text;
}

StateGlyph glyph_of(const Row& row, std::size_t rule)
{
    if (rule >= row.cells.size() || row.cells[rule].mark == Mark::NotReached)
        return StateGlyph::None;
    return row.cells[rule].mark == Mark::Passed ? StateGlyph::Pass : StateGlyph::Fail;
}

Column<Row> rule_column(const QString& title, std::size_t rule)
{
    ColumnInfo info;
    info.id = QStringLiteral("rule%1").arg(rule);
    info.title = title;
    info.style = CellStyle::Rule;
    info.width = std::max(132, QFontMetrics(font_of(Type::Header)).horizontalAdvance(title) + 24);
    return { .info = info,
        .text = [rule](const Row& row, const Context&) { return rule_text(row, rule); },
        .state =
            [rule](const Row& row, const Context&) {
                return StateWord{ glyph_of(row, rule), rule_text(row, rule), 0 };
            },
        .tone = [](const Row&, const Context&) { return Role::Muted; },
        .tool_tip = [rule](const Row& row,
                        const Context&) { return rule < row.cells.size() ? row.cells[rule].sentence : QString(); } };
}

std::vector<Column<Row>> columns_for(const Explanation& explanation)
{
    std::vector<Column<Row>> columns;
    columns.push_back(
        { .info = { .id = "instance", .title = QObject::tr("Instance"), .style = CellStyle::Name, .width = 84 },
            .text = [](const Row& row, const Context&) { return row.name; } });
    columns.push_back({ .info = { .id = "verdict", .title = QObject::tr("Result"), .width = 96 },
        .text = [](const Row& row, const Context&) { return row.verdict; },
        .tone =
            [](const Row& row, const Context&) {
                return row.placed > 0 || row.is_current ? Role::Healthy : row.fits ? Role::Muted : Role::Error;
            } });
    if (explanation.placed > 0)
        columns.push_back({ .info = { .id = "placed",
                                .title = QObject::tr("Tasks"),
                                .style = CellStyle::Number,
                                .type = ValueType::Number,
                                .width = 72,
                                .hint = QObject::tr("How many of the tasks go there") },
            .text = [](const Row& row, const Context&) { return QString::number(row.placed); },
            .key = [](const Row& row, const Context&) { return number_key(-row.placed); } });
    columns.push_back({ .info = { .id = "zone", .title = QObject::tr("Zone"), .style = CellStyle::Muted, .width = 72 },
        .text = [](const Row& row, const Context&) { return row.zone; } });
    for (std::size_t rule = 0; rule < explanation.rules.size(); ++rule)
        columns.push_back(rule_column(explanation.rules[rule], rule));
    columns.back().info.stretch = true;
    return columns;
}

} // namespace

PipelineStrip::PipelineStrip(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PipelineStrip::set_steps(std::vector<Explanation::Step> steps)
{
    steps_ = std::move(steps);
    QStringList words;
    for (const auto& step : steps_)
        words << QStringLiteral("%1 %2").arg(step.left).arg(step.rule);
    setAccessibleName(words.join(QStringLiteral(", ")));
    setToolTip(words.isEmpty() ? QString() : tr("How many container instances are left after each rule"));
    updateGeometry();
    update();
}

std::vector<PipelineStrip::Chip> PipelineStrip::arrange(int width) const
{
    const QFontMetrics plain(font_of(Type::Body));
    const QFontMetrics heavy(font_of(Type::Section));
    std::vector<Chip> chips;
    int x = 0;
    int y = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const int wide = heavy.horizontalAdvance(QString::number(steps_[i].left)) + 4
            + plain.horizontalAdvance(steps_[i].rule) + 2 * kPadding + 4;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += kChip + 4;
        }
        chips.push_back({ QRect(x, y, std::min(wide, std::max(width, 1)), kChip), i });
        x += wide + kBetween;
    }
    return chips;
}

QSize PipelineStrip::sizeHint() const
{
    const auto chips = arrange(100'000);
    return { chips.empty() ? 0 : chips.back().area.right() + 1, chips.empty() ? 0 : kChip };
}

int PipelineStrip::heightForWidth(int width) const
{
    const auto chips = arrange(width);
    return chips.empty() ? 0 : chips.back().area.bottom() + 1;
}

void PipelineStrip::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    for (const auto& [area, at] : arrange(width())) {
        const auto& step = steps_[at];
        const bool first_zero = step.left == 0 && (at == 0 || steps_[at - 1].left > 0);
        paint_box(p, area, colour(first_zero ? Role::ErrorBg : Role::Alt),
            colours().is_high_contrast() ? colour(Role::Border) : QColor(), 4);
        const QColor ink = colour(first_zero ? Role::Error : Role::Text);
        p.setPen(ink);
        p.setFont(font_of(Type::Section));
        const QString number = QString::number(step.left);
        QRect inside = area.adjusted(kPadding, 0, -kPadding, 0);
        p.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, number);
        inside.setLeft(inside.left() + QFontMetrics(p.font()).horizontalAdvance(number) + 4);
        p.setFont(font_of(Type::Body));
        p.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            QFontMetrics(p.font()).elidedText(step.rule, Qt::ElideRight, inside.width()));
        if (at + 1 < steps_.size())
            paint_chevron(
                p, QRectF(area.right() + 1, area.top(), kBetween, kChip), Arrow::Right, colour(Role::Muted), 6);
    }
}

ExplainView::ExplainView(const QString& view_id, const model::State& state, QWidget* parent)
    : QWidget(parent)
    , view_id_(view_id)
    , state_(state)
    , steps_(new PipelineStrip(this))
    , sentence_(new TextLabel({}, Type::Body, Role::Text, this))
    , copy_(icon_button(theme_icon("edit-copy"), tr("Copy as text"), this))
    , column_(new QVBoxLayout(this))
    , remedies_(new QWidget(this))
    , empty_(new EmptyState(this))
    , head_(new QWidget(this))
{
    setAccessibleName(tr("Why it is placed so"));
    auto* head = new QVBoxLayout(head_);
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    row->addWidget(sentence_, 1);
    row->addWidget(copy_, 0, Qt::AlignTop);
    head->addLayout(row);
    head->addWidget(steps_);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(0);
    column_->addWidget(head_);
    column_->addWidget(remedies_);
    column_->addWidget(empty_, 1);
    copy_->setFocusPolicy(Qt::StrongFocus);
    connect(copy_, &QToolButton::clicked, this, &ExplainView::copy_text);
    show_nothing(tr("Nothing has been asked yet."));
}

void ExplainView::show_explanation(Explanation explanation)
{
    const bool same_columns
        = table_ && explanation.rules == explanation_.rules && (explanation.placed > 0) == (explanation_.placed > 0);
    explanation_ = std::move(explanation);
    problem_.clear();
    if (!same_columns)
        rebuild_table();
    std::vector<std::shared_ptr<const Row>> rows;
    for (const auto& row : explanation_.rows)
        rows.push_back(std::make_shared<const Row>(row));
    rows_->set_rows(std::move(rows));
    sentence_->setText(explanation_.sentence);
    steps_->set_steps(explanation_.steps);
    rebuild_remedies();
    head_->show();
    table_->show();
    empty_->hide();
}

void ExplainView::show_error(const Error& error)
{
    problem_ = from_utf8(error.code + ": " + error.message);
    explanation_ = {};
    sentence_->setText(problem_);
    steps_->set_steps({});
    rebuild_remedies();
    head_->show();
    if (table_)
        table_->hide();
    empty_->hide();
}

void ExplainView::show_nothing(const QString& why)
{
    explanation_ = {};
    problem_.clear();
    rebuild_remedies();
    head_->hide();
    if (table_)
        table_->hide();
    empty_->set_icon(icon(Glyph::Explain, Role::Muted));
    empty_->set_sentence(why);
    empty_->show();
}

// Which rules there are depends on what was asked.
void ExplainView::rebuild_table()
{
    delete table_;
    rows_ = std::make_unique<RowModelOf<Row>>(columns_for(explanation_), state_);
    table_ = new TableView(view_id_, tr("Container instances and what each rule says of them"), this);
    const int placed = rows_->column_of(QStringLiteral("placed"));
    rows_->sort(placed >= 0 ? placed : 0);
    table_->set_rows(rows_.get());
    table_->set_empty(icon(Glyph::Instance, Role::Muted), tr("The cluster has no container instance."));
    table_->setMinimumHeight(Theme::get().scaled(120));
    column_->insertWidget(1, table_, 1);
    setFocusProxy(table_);
    connect(table_, &TableView::opened, this, [this](int row) {
        if (const auto value = rows_->value(row))
            emit opened(QString::fromStdString(value->id));
    });
}

void ExplainView::rebuild_remedies()
{
    delete remedies_->layout();
    qDeleteAll(remedies_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    auto* column = new QVBoxLayout(remedies_);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    remedies_->setVisible(!explanation_.remedies.empty());
    if (explanation_.remedies.empty())
        return;
    column->addWidget(new SectionHeading(tr("What would place it")));
    for (std::size_t i = 0; i < std::min(kMostRemedies, explanation_.remedies.size()); ++i) {
        auto* sentence = new TextLabel(explanation_.remedies[i]);
        sentence->setWordWrap(true);
        sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(sentence);
    }
}

void ExplainView::copy_text()
{
    QGuiApplication::clipboard()->setText(problem_.isEmpty() ? as_text(explanation_) : problem_);
}

} // namespace quayside::ui
