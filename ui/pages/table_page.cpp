#include "ui/pages/table_page.h"

#include "ui/forms/confirmation_dialog.h"
#include "ui/look/icons.h"
#include "ui/pages/menu_button.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/plan_dialog.h"
#include "ui/pages/remedies.h"
#include "ui/pages/saved_view_dialog.h"
#include "ui/pages/saved_views.h"
#include "ui/session/session.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/pending_strip.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include <chrono>

namespace quayside::ui {

namespace {

// As the cell would show it: "50" becomes "50 %" after "67 %".
QString in_unit_of(const QString& before, const QString& after)
{
    static const QRegularExpression unit(QStringLiteral("^\\d+(\\D+)$"));
    bool is_number = false;
    after.toInt(&is_number);
    return is_number ? after + unit.match(before).captured(1) : after;
}

} // namespace

TablePage::TablePage(PageKind kind, const QString& view_id, Session& session, ObjectActions& actions, QWidget* parent)
    : Page(kind, session, actions, parent)
    , filter_(new FilterBar(this))
    , table_(new TableView(view_id, title_of(kind), this))
    , strip_(new PendingStrip(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filter_);
    column->addWidget(table_, 1);
    column->addWidget(strip_);
    setFocusProxy(table_);

    auto* star = new MenuButton(tr("Views"), tr("Keep this view under a name, or show one that was kept"));
    star->setIcon(icon(Glyph::Star));
    star->setAutoRaise(true);
    auto* menu = new QMenu(star);
    star->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill_star_menu(*menu); });
    filter_->add_tool(star);

    look_.setSingleShot(true);
    look_.setInterval(std::chrono::milliseconds(200));
    connect(&look_, &QTimer::timeout, this, &TablePage::look);
    connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, &look_, qOverload<>(&QTimer::start));
    connect(table_, &TableView::chosen, this, &Page::chosen);
    connect(table_, &TableView::opened, this, [this](int row) { emit opened(ref_at(row)); });
    connect(table_, &TableView::menu_requested, this, &TablePage::show_menu);
    connect(table_, &TableView::clear_filter_requested, filter_, &FilterBar::clear);
    connect(table_, &TableView::empty_action, this, [this] {
        if (remedy_)
            remedy_->trigger();
    });
}

TablePage::~TablePage()
{
    keep_filter();
}

QString TablePage::context() const
{
    return is_of_cluster(kind()) ? QString::fromStdString(cluster()) : QString();
}

void TablePage::keep_filter() const
{
    if (filter_context_.isNull())
        return;
    QSettings settings;
    const QString key = QStringLiteral("filters/%1/%2").arg(table_->view_id(), filter_context_);
    if (filter_->text().isEmpty())
        settings.remove(key);
    else
        settings.setValue(key, filter_->text());
}

void TablePage::turn_filter()
{
    keep_filter();
    filter_context_ = context().isEmpty() ? QStringLiteral("-") : context();
    const QString key = QStringLiteral("filters/%1/%2").arg(table_->view_id(), filter_context_);
    filter_->set_text(QSettings().value(key).toString());
    saved_view_.clear();
}

int TablePage::pending() const
{
    return rows_->staged();
}

void TablePage::preview_pending()
{
    std::vector<PlannedEdit> edits;
    for (auto& staged : rows_->staged_edits()) {
        const int row = rows_->row_of(staged.slot);
        const auto& column = rows_->columns()[static_cast<std::size_t>(staged.column)];
        edits.push_back({ row < 0 ? tr("hidden by the filter") : title_of(session().state(), ref_at(row)), column.title,
            staged.before, in_unit_of(staged.before, staged.after), std::move(staged.calls), staged.problem });
    }
    auto* dialog = new PlanDialog(session(), std::move(edits), this);
    connect(dialog, &QDialog::accepted, this, [this] {
        confirmed_ = true;
        rows_->apply_staged();
        confirmed_ = false;
    });
    actions().open(dialog);
}

// In a protected cluster what they do is looked at first.
void TablePage::apply_pending()
{
    for (const auto& staged : rows_->staged_edits())
        for (const auto& call : staged.calls)
            if (is_guarded(session(), call.operation, call.input))
                return preview_pending();
    rows_->apply_staged();
}

void TablePage::send_edit(const std::string& operation, const Json& input, std::uint32_t slot, int column)
{
    if (confirmed_ || !is_guarded(session(), operation, input)) {
        session().call(operation, input, rows_, [this, slot, column](const Result<Json>& reply) {
            rows_->finish_edit(slot, column, reply ? QString() : QString::fromStdString(reply.error().message));
        });
        return;
    }
    const int row = rows_->row_of(slot);
    auto* dialog = new ConfirmationDialog(session(),
        { tr("Change something in a protected cluster"), tr("This can be undone."),
            { title_of(session().state(), ref_at(row)) }, tr("&Change"), tr("&Keep as it is") },
        { { operation, input } }, this);
    connect(dialog, &ActionDialog::done_with, this, [this, slot, column] { rows_->finish_edit(slot, column, {}); });
    connect(dialog, &QDialog::rejected, this,
        [this, slot, column] { rows_->finish_edit(slot, column, tr("Nothing was changed")); });
    actions().open(dialog);
}

void TablePage::discard_pending()
{
    rows_->discard_staged();
}

void TablePage::save_view()
{
    auto& views = SavedViews::of(session());
    const auto where = context().toStdString();
    const QString proposal = saved_view_.isEmpty() ? filter_->text().left(40) : QString();
    auto* dialog = new SavedViewDialog(
        tr("Save this view"), tr("&Save view"), proposal,
        [&views, where, page = kind()](const QString& name) { return views.why_not(name, page, where); }, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, where] {
        saved_view_ = dialog->name();
        SavedViews::of(session()).save({ saved_view_, kind(), where, filter_->text(), table_->layout() });
    });
    actions().open(dialog);
}

void TablePage::show_view(const SavedView& view)
{
    table_->set_layout(view.layout);
    filter_->set_text(view.filter);
    saved_view_ = view.name;
}

void TablePage::fill_star_menu(QMenu& menu)
{
    menu.clear();
    auto& views = SavedViews::of(session());
    const auto where = context().toStdString();
    connect(menu.addAction(tr("&Save this view…")), &QAction::triggered, this, &TablePage::save_view);
    if (const auto* shown = views.find(saved_view_, kind(), where)) {
        const QString name = QString(shown->name).replace(u'&', QStringLiteral("&&"));
        connect(menu.addAction(tr("&Keep what is shown as %1").arg(name)), &QAction::triggered, this, [this, where] {
            SavedViews::of(session()).save({ saved_view_, kind(), where, filter_->text(), table_->layout() });
        });
    }
    menu.addSeparator();
    for (const SavedView& view : views.all()) {
        if (view.page != kind() || view.cluster != where)
            continue;
        auto* action = menu.addAction(QString(view.name).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(view.name == saved_view_);
        connect(action, &QAction::triggered, this, [this, view] { show_view(view); });
    }
}

void TablePage::use(RowModel* rows, const QString& sort_column, Qt::SortOrder order)
{
    rows_ = rows;
    rows_->sort(rows_->column_of(sort_column), order);
    table_->set_rows(rows_);
    filter_->set_rows(rows_);
    table_->set_own_resort_chip(false);
    strip_->set_rows(rows_);
    connect(rows_, &RowModel::staged_changed, this, &TablePage::pending_changed);
    connect(strip_, &PendingStrip::preview_wanted, this, &TablePage::preview_pending);
    connect(rows_, &RowModel::filtered, &look_, qOverload<>(&QTimer::start));
    connect(rows_, &RowModel::sorted, &look_, qOverload<>(&QTimer::start));
    connect(rows_, &RowModel::edit_requested, this,
        [this](const QString& operation, const Json& input, RowModel::Slot slot, int edited) {
            send_edit(operation.toStdString(), input, slot, edited);
        });
}

Chip* TablePage::add_quick_filter(const QString& title, const QString& filter)
{
    return filter_->add_quick_filter(title, filter);
}

void TablePage::focus_filter()
{
    filter_->focus_field();
}

void TablePage::focus_content()
{
    table_->setFocus();
}

bool TablePage::edit_current()
{
    const auto index = table_->currentIndex();
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEditable))
        return false;
    table_->setFocus();
    table_->setCurrentIndex(index);
    static_cast<QAbstractItemView*>(table_)->edit(index);
    return true;
}

std::vector<ObjectRef> TablePage::selection() const
{
    std::vector<ObjectRef> refs;
    for (const int row : table_->selected_rows())
        if (auto ref = ref_at(row))
            refs.push_back(std::move(ref));
    return refs;
}

bool TablePage::select_row(int row)
{
    if (row < 0)
        return false;
    table_->selectRow(row);
    table_->scrollTo(rows_->index(row, 0));
    return true;
}

void TablePage::update_emptiness()
{
    const auto why = emptiness();
    remedy_ = why.remedy;
    if (remedy_) // it may become possible while the page is looked at
        connect(remedy_, &QAction::changed, this, &TablePage::update_emptiness, Qt::UniqueConnection);
    const QString action = remedy_ && remedy_->isEnabled() ? remedy_->text() : QString();
    table_->set_empty(icon(glyph_of(kind()), Role::Muted), why.sentence, action);
}

void TablePage::looked_at(int, int)
{
}

void TablePage::look_soon()
{
    if (!look_.isActive())
        look_.start();
}

void TablePage::look()
{
    if (!isVisible() || !rows_ || rows_->rowCount() == 0)
        return looked_at(0, -1);
    const int first = std::max(0, table_->rowAt(0));
    const int last = table_->rowAt(table_->viewport()->height() - 1);
    looked_at(first, last < 0 ? rows_->rowCount() - 1 : last);
}

void TablePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    look_.start();
    rows_->prepare_filter();
}

void TablePage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    look();
}

void TablePage::show_menu(int row, const QPoint& global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    actions().fill_menu(*menu, row < 0 ? ObjectRef{} : ref_at(row), kind());
    menu->popup(global);
}

} // namespace quayside::ui
