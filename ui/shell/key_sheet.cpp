#include "ui/shell/key_sheet.h"

#include "ui/look/focus_ring.h"
#include "ui/look/labels.h"
#include "ui/look/spoken_role.h"
#include "ui/shell/key_bindings.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

using Rows = QList<QPair<QString, QString>>;

constexpr int kColumns = 3;

// What the panes do with keys by themselves; these are not to be chosen.
Rows keys_of_tables()
{
    return { { KeySheet::tr("Open"), QStringLiteral("Enter") },
        { KeySheet::tr("Context menu"), QStringLiteral("Shift+F10") },
        { KeySheet::tr("First and last row"), QStringLiteral("Home, End") },
        { KeySheet::tr("Find by the first letters"), KeySheet::tr("letters") },
        { KeySheet::tr("Select all"), QStringLiteral("Ctrl+A") },
        { KeySheet::tr("Leave a terminal"), QStringLiteral("F6") } };
}

} // namespace

KeySheet::KeySheet(const KeyBindings& keys, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    QList<QPair<QString, Rows>> groups;
    for (const auto& command : keys.commands()) {
        const auto key = command.action->shortcut().toString(QKeySequence::NativeText);
        if (key.isEmpty())
            continue;
        if (groups.isEmpty() || groups.back().first != command.place)
            groups.append({ command.place, {} });
        groups.back().second.append({ command.title, key });
    }
    groups.append({ tr("Tables and panes"), keys_of_tables() });
    auto* sheet = new QWidget;
    auto* columns = new QHBoxLayout(sheet);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(32);
    qsizetype all = 0;
    for (const auto& group : groups)
        all += group.second.size() + 2;
    QVBoxLayout* column = nullptr;
    qsizetype filled = 0;
    for (const auto& group : groups) {
        const auto lines = group.second.size() + 2;
        // The next column, when most of the group would hang over this one.
        if (!column || (columns->count() < kColumns && filled + lines / 2 > all / kColumns)) {
            column = new QVBoxLayout;
            column->setSpacing(4);
            columns->addLayout(column, 1);
            filled = 0;
        }
        add_group(*column, group.first, group.second);
        filled += lines;
    }
    for (int i = 0; i < columns->count(); ++i)
        static_cast<QVBoxLayout*>(columns->itemAt(i)->layout())->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Keys"));
    speak_as(*scroll, QAccessible::Grouping);
    ring_when_focused(*scroll);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(sheet);
    sheet->setAutoFillBackground(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(16, 16, 16, 16);
    whole->addWidget(scroll, 1);
    whole->addWidget(buttons);
    resize(Theme::get().scaled(880), Theme::get().scaled(560));
}

void KeySheet::add_group(QVBoxLayout& column, const QString& title, const Rows& rows)
{
    column.addWidget(new SectionHeading(title));
    auto* grid = new QGridLayout;
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(2);
    for (const auto& [what, key] : rows) {
        const int row = grid->rowCount();
        grid->addWidget(new TextLabel(what), row, 0);
        grid->addWidget(new KeyCap(key), row, 1, Qt::AlignRight);
    }
    column.addLayout(grid);
    column.addSpacing(12);
}

} // namespace quayside::ui
