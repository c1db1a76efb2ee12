#include "ui/editor/diff_view.h"

#include "ui/editor/diff_delegate.h"
#include "ui/editor/text_diff_view.h"
#include "ui/forms/json_text.h"
#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/tool_tip.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

using Sign = SemanticDiff::Sign;
using Columns = DiffDelegate::Column;

constexpr int kRowRole = Qt::UserRole + 2; // of the field: the place of the row in its group
constexpr int kGroupRole = Qt::UserRole + 3;

QString word_of(Sign sign)
{
    switch (sign) {
    case Sign::Changed:
        return DiffView::tr("changed");
    case Sign::Added:
        return DiffView::tr("added");
    case Sign::Removed:
        return DiffView::tr("removed");
    case Sign::Same:
        return DiffView::tr("the same");
    }
    return {};
}

} // namespace

DiffView::DiffView(const model::State& state, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , left_(new QComboBox)
    , right_(new QComboBox)
    , counts_(new ElidedLabel)
    , only_changes_(new QCheckBox(tr("Only &changes")))
    , place_(new TextLabel({}, Type::Body, Role::Muted))
    , by_meaning_(new Chip(tr("By meaning")))
    , as_text_(new Chip(tr("As text")))
    , copy_patch_(new QPushButton(theme_icon("edit-copy"), tr("Copy as &patch")))
    , content_(new QStackedWidget)
    , tree_(new QTreeWidget)
    , text_(new TextDiffView)
    , fit_(new ElidedLabel({}, Type::Body, Role::Muted))
    , undo_(new QPushButton(theme_icon("edit-undo"), tr("&Undo take")))
    , take_all_(new QPushButton)
    , edit_(primary_button({}))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(make_bar());
    column->addWidget(new HLine);
    content_->addWidget(tree_);
    content_->addWidget(text_);
    strip_ = make_strip();
    column->addWidget(content_, 1);
    column->addWidget(strip_);
    tree_->setAccessibleName(tr("Differences"));
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setColumnCount(DiffDelegate::kColumns);
    tree_->setItemDelegate(new DiffDelegate(tree_));
    tree_->setUniformRowHeights(true);
    tree_->setAllColumnsShowFocus(true);
    tree_->setIndentation(Theme::get().scaled(20));
    const int widths[] = { 308, 248, 56, 248 };
    for (int i = 0; i < static_cast<int>(std::size(widths)); ++i)
        tree_->setColumnWidth(i, Theme::get().scaled(widths[i]));
    tree_->header()->setStretchLastSection(true);
    tree_->header()->setSectionsMovable(false);
    setFocusProxy(content_);
    content_->setFocusProxy(tree_);
    connect(tree_, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item, int clicked) {
        if (clicked == Columns::Take)
            take(item);
    });
    connect(tree_, &QTreeWidget::itemActivated, this, &DiffView::take); // Enter, double click
    connect(tree_, &QTreeWidget::currentItemChanged, this, [this] { step(0); });
}

QWidget* DiffView::make_bar()
{
    auto* bar = new QWidget;
    bar->setFixedHeight(Theme::get().scaled(40));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    auto* swap = icon_button(theme_icon("swap-panels"), tr("Swap the sides"));
    auto* up = icon_button(theme_icon("go-up"), tr("Previous change"));
    auto* down = icon_button(theme_icon("go-down"), tr("Next change"));
    left_->setAccessibleName(tr("Compare this revision"));
    right_->setAccessibleName(tr("With this revision"));
    for (auto* choice : { left_, right_ }) {
        choice->setMinimumWidth(Theme::get().scaled(160));
        choice->setMaxVisibleItems(20);
        connect(choice, &QComboBox::activated, this, &DiffView::compare);
    }
    only_changes_->setChecked(true);
    row->addWidget(left_);
    row->addWidget(swap);
    row->addWidget(right_);
    row->addSpacing(8);
    row->addWidget(counts_);
    row->addStretch();
    row->addWidget(only_changes_);
    for (auto* button : { up, down })
        row->addWidget(button);
    row->insertWidget(row->count() - 1, place_);
    for (auto* button : { swap, up, down })
        button->setFocusPolicy(Qt::StrongFocus);
    for (auto* chip : { by_meaning_, as_text_ }) {
        chip->setCheckable(true);
        chip->setAutoExclusive(true);
        row->insertWidget(row->count() - 3, chip);
    }
    by_meaning_->setChecked(true);
    row->insertWidget(row->count() - 3, copy_patch_);
    copy_patch_->hide();
    connect(as_text_, &Chip::toggled, this, &DiffView::show_as);
    connect(copy_patch_, &QPushButton::clicked, this, &DiffView::copy_patch);
    connect(only_changes_, &QCheckBox::toggled, this, &DiffView::fill);
    connect(up, &QToolButton::clicked, this, [this] { step(-1); });
    connect(down, &QToolButton::clicked, this, [this] { step(+1); });
    connect(swap, &QToolButton::clicked, this, [this] {
        const auto before = left_->currentIndex();
        left_->setCurrentIndex(right_->currentIndex());
        right_->setCurrentIndex(before);
        compare();
    });
    return bar;
}

QWidget* DiffView::make_strip()
{
    auto* strip = new QWidget;
    strip->setFixedHeight(Theme::get().scaled(40));
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(fit_, 1);
    row->addWidget(undo_);
    row->addWidget(take_all_);
    row->addWidget(edit_);
    connect(undo_, &QPushButton::clicked, this, [this] {
        taken_ = std::max(0, taken_ - 1);
        emit undo_wanted();
    });
    connect(take_all_, &QPushButton::clicked, this, &DiffView::take_all);
    connect(edit_, &QPushButton::clicked, this, &DiffView::edit_wanted);
    return strip;
}

// The draft first, then all revisions, the newest of each family first.
void DiffView::fill_choices()
{
    for (auto* choice : { left_, right_ }) {
        const QSignalBlocker quiet(choice);
        const auto before = choice->currentText();
        choice->clear();
        if (!draft_title_.isEmpty())
            choice->addItem(icon(Glyph::TaskDefinition), draft_title_);
        for (const auto& [family, revisions] : state_.families())
            for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision)
                choice->addItem(icon(Glyph::TaskDefinition),
                    QStringLiteral("%1:%2").arg(from_utf8(family)).arg(revision->first),
                    QVariantList{ from_utf8(family), QVariant::fromValue<qlonglong>(revision->first) });
        choice->setCurrentIndex(std::max(0, choice->findText(before)));
    }
}

void DiffView::show_revisions(const model::TaskDefinition::Key& left, const model::TaskDefinition::Key& right)
{
    strip_->hide();
    fill_choices();
    const auto choose = [](QComboBox* choice, const model::TaskDefinition::Key& key) {
        const auto name = QStringLiteral("%1:%2").arg(from_utf8(key.family)).arg(key.revision);
        choice->setCurrentIndex(std::max(0, choice->findText(name)));
    };
    choose(left_, left);
    choose(right_, right);
    compare();
}

void DiffView::show_as(bool text)
{
    content_->setCurrentIndex(text ? 1 : 0);
    content_->setFocusProxy(text ? static_cast<QWidget*>(text_) : tree_);
    copy_patch_->setVisible(text);
    only_changes_->setVisible(!text);
    place_->setVisible(!text);
    fill_text();
}

void DiffView::copy_patch() const
{
    QGuiApplication::clipboard()->setText(as_patch(text_->lines(), left_->currentText(), right_->currentText()));
}

// Only while it is looked at.
void DiffView::fill_text()
{
    const auto* left = document_of(*left_);
    const auto* right = document_of(*right_);
    if (as_text_->isChecked() && left != nullptr && right != nullptr)
        text_->set_lines(text_diff(json_text(*left), json_text(*right)), left_->currentText(), right_->currentText());
}

void DiffView::show_draft(const Json& draft, const QString& title, const model::TaskDefinition::Key& with)
{
    draft_ = draft;
    draft_title_ = title;
    taken_ = 0;
    fill_choices();
    const auto name = QStringLiteral("%1:%2").arg(from_utf8(with.family)).arg(with.revision);
    left_->setCurrentIndex(std::max(0, left_->findText(name)));
    right_->setCurrentIndex(0);
    name_draft();
    compare();
}

void DiffView::set_draft(const Json& draft, const QString& title)
{
    draft_ = draft;
    draft_title_ = title;
    fill_choices();
    name_draft();
    compare();
}

void DiffView::name_draft()
{
    edit_->setText(tr("&Edit %1").arg(draft_title_.section(u' ', 0, 0)));
}

void DiffView::set_fit(const QString& sentence)
{
    fit_->set_text(sentence);
}

QString DiffView::counts() const
{
    return counts_->text();
}

const Json* DiffView::document_of(const QComboBox& choice) const
{
    const auto key = choice.currentData().toList();
    if (key.size() != 2)
        return &draft_;
    const auto found = state_.families().find(key[0].toString().toStdString());
    if (found == state_.families().end())
        return nullptr;
    const auto revision = found->second.find(key[1].toLongLong());
    return revision == found->second.end() ? nullptr : &revision->second->document;
}

bool DiffView::can_take() const
{
    return !draft_title_.isEmpty() && right_->currentIndex() == 0 && left_->currentIndex() > 0;
}

void DiffView::compare()
{
    const auto* left = document_of(*left_);
    const auto* right = document_of(*right_);
    diff_ = left != nullptr && right != nullptr ? diff_of(*left, *right) : SemanticDiff{};
    tree_->setHeaderLabels({ tr("Field"), left_->currentText(), tr("Take"), right_->currentText(), tr("Effect") });
    const int changed = diff_.count(Sign::Changed);
    const int added = diff_.count(Sign::Added);
    const int removed = diff_.count(Sign::Removed);
    auto counts = tr("~ %1 changed   + %2 added   − %3 removed").arg(changed).arg(added).arg(removed);
    if (taken_ > 0)
        counts += QStringLiteral("   ") + tr("%1 taken").arg(taken_);
    counts_->set_text(counts);
    const QString reason = can_take() ? QString() : tr("Changes can be taken into the draft only: put it right");
    set_blocked(take_all_, changed + added + removed == 0 ? tr("There is nothing to take") : reason);
    take_all_->setText(tr("&Take all from %1").arg(left_->currentText().section(u':', -1)));
    set_blocked(undo_, taken_ > 0 ? QString() : tr("Nothing has been taken"));
    fill();
    fill_text();
}

void DiffView::fill()
{
    const auto* before = tree_->currentItem();
    const auto field = before != nullptr ? before->text(Columns::Field) : QString();
    tree_->clear();
    for (const auto& group : diff_.groups)
        fill_group(group);
    if (!diff_.order_only.empty()) {
        auto* item = new QTreeWidgetItem(tree_);
        item->setText(Columns::Field, tr("Order only  %1").arg(diff_.order_only.size()));
        QStringList places(diff_.order_only.begin(), diff_.order_only.end());
        item->setText(Columns::Effect, tr("ignored: %1").arg(places.join(QStringLiteral(", "))));
    }
    const auto all = changes();
    const auto same = std::ranges::find(all, field, [](const auto* item) { return item->text(Columns::Field); });
    if (!all.empty())
        tree_->setCurrentItem(same == all.end() ? all.front() : *same);
    step(0);
}

void DiffView::fill_group(const SemanticDiff::Group& group)
{
    const auto changed = std::ranges::count_if(group.rows, [](const auto& row) { return row.sign != Sign::Same; });
    auto* top = new QTreeWidgetItem(tree_);
    const auto note = !group.note.isEmpty() ? group.note
        : changed == 0                      ? tr("same")
                                            : tr("%n changes", nullptr, static_cast<int>(changed));
    top->setText(Columns::Field, QStringLiteral("%1  %2").arg(group.title, note));
    if (changed == 0)
        top->setText(Columns::Effect, tr("%1 unchanged").arg(group.rows.size()));
    top->setExpanded(changed > 0);
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
        const auto& row = group.rows[i];
        if (row.sign == Sign::Same && only_changes_->isChecked())
            continue;
        auto* item = new QTreeWidgetItem(top);
        item->setText(Columns::Field, row.field);
        item->setText(Columns::Left, row.left);
        item->setText(Columns::Right, row.right);
        item->setText(Columns::Effect, row.effect);
        for (const auto column : { Columns::Left, Columns::Right })
            item->setToolTip(column, plain_tip(item->text(column).left(2'000)));
        item->setData(Columns::Field, DiffDelegate::kSignRole, static_cast<int>(row.sign));
        item->setData(Columns::Field, kRowRole, static_cast<int>(i));
        item->setData(Columns::Field, kGroupRole, static_cast<int>(&group - diff_.groups.data()));
        item->setData(
            Columns::Field, Qt::AccessibleTextRole, QStringLiteral("%1 %2").arg(row.field, word_of(row.sign)));
        if (row.sign != Sign::Same && can_take())
            item->setData(Columns::Take, Qt::AccessibleTextRole, tr("Take %1").arg(row.field));
    }
}

std::vector<QTreeWidgetItem*> DiffView::changes() const
{
    std::vector<QTreeWidgetItem*> found;
    for (int g = 0; g < tree_->topLevelItemCount(); ++g)
        for (int i = 0; i < tree_->topLevelItem(g)->childCount(); ++i)
            if (auto* item = tree_->topLevelItem(g)->child(i);
                item->data(Columns::Field, DiffDelegate::kSignRole).toInt() != static_cast<int>(Sign::Same))
                found.push_back(item);
    return found;
}

// To the next or previous change; 0: tells which one it is.
void DiffView::step(int by)
{
    if (by != 0 && as_text_->isChecked())
        return text_->step(by);
    const auto all = changes();
    auto here = std::ranges::find(all, tree_->currentItem()) - all.begin();
    if (by != 0 && !all.empty()) {
        here = std::clamp<std::ptrdiff_t>(
            here == std::ssize(all) ? (by > 0 ? 0 : here - 1) : here + by, 0, std::ssize(all) - 1);
        tree_->setCurrentItem(all[static_cast<std::size_t>(here)]);
    }
    place_->setText(all.empty()       ? tr("no change")
            : here == std::ssize(all) ? tr("%1 changes").arg(all.size())
                                      : tr("%1 of %2").arg(here + 1).arg(all.size()));
}

void DiffView::take(QTreeWidgetItem* item)
{
    const auto row = item->data(Columns::Field, kRowRole);
    if (!row.isValid() || !can_take())
        return;
    const auto group = static_cast<std::size_t>(item->data(Columns::Field, kGroupRole).toInt());
    const auto taken = diff_.groups[group].rows[static_cast<std::size_t>(row.toInt())];
    if (taken.sign == Sign::Same)
        return;
    ++taken_;
    emit take_wanted(taken.take, tr("Take %1").arg(taken.field));
}

// One after the other on a copy, for each moves the places of those behind it; then as one step.
void DiffView::take_all()
{
    const auto* left = document_of(*left_);
    if (left == nullptr || !can_take())
        return;
    JsonDocument copy(draft_);
    for (int rounds = 0; rounds < 10'000; ++rounds) {
        const auto rest = diff_of(*left, copy.value());
        const SemanticDiff::Row* next = nullptr;
        for (const auto& group : rest.groups)
            for (const auto& row : group.rows)
                if (row.sign != Sign::Same && next == nullptr)
                    next = &row;
        if (next == nullptr || !copy.apply(next->take))
            break;
    }
    ++taken_;
    emit take_wanted(changes_between(draft_, copy.value()), tr("Take all from %1").arg(left_->currentText()));
}

} // namespace quayside::ui
