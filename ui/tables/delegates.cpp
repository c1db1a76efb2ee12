#include "ui/tables/delegates.h"

#include "ui/look/bars.h"
#include "ui/look/buttons.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"
#include "ui/look/tool_tip.h"
#include "ui/tables/cell_paint.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>
#include <QToolTip>

#include <cmath>

namespace quayside::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kSparkWidth = 48;
constexpr int kBarWidth = 72;
constexpr int kProgressWidth = 44;

using Editor = Edit<int>::Editor; // the same for every record type

CellStyle style_of(const QModelIndex& index)
{
    return static_cast<CellStyle>(index.data(RowModel::StyleRole).toInt());
}

CellInk ink_of(const QStyleOptionViewItem& option, const QModelIndex& index, CellStyle style, StateGlyph glyph)
{
    Role role = Role::Text;
    if (style == CellStyle::Muted || style == CellStyle::Age)
        role = Role::Muted;
    if (glyph != StateGlyph::None)
        role = role_of(glyph);
    const QVariant tone = index.data(RowModel::ToneRole);
    if (tone.isValid())
        role = static_cast<Role>(tone.toInt());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    return { colour(role), colour(Role::Muted), selected && colours().is_high_contrast() };
}

void paint_ground(QPainter& p, const QStyleOptionViewItem& option, const QModelIndex& index, bool first_visible)
{
    const auto* view = qobject_cast<const TableView*>(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = view != nullptr && (view->hasFocus() || option.state.testFlag(QStyle::State_Editing));
    const bool high_contrast = colours().is_high_contrast();
    const QRect line(option.rect.left(), option.rect.bottom(), option.rect.width(), 1);
    QColor ground = colour(Role::Base);
    if (selected && !high_contrast)
        ground = colour(focused ? Role::Selection : Role::SelectionInactive);
    else if (view != nullptr && view->hovered_row() == index.row())
        ground = colour(Role::Hover);
    p.fillRect(option.rect, ground);
    if (index.data(RowModel::ChangedRole).toBool() && !selected) {
        const QRect cell = option.rect.adjusted(0, 0, 0, -1);
        const QRect bar = placed(p, cell, QRect(cell.left(), cell.top(), 4, cell.height()));
        p.fillRect(high_contrast ? bar : cell, colour(high_contrast ? Role::Accent : Role::AccentBg));
    }
    p.fillRect(line, colour(Role::RowLine));
    if (selected && high_contrast) {
        p.fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 2), colour(Role::Accent));
        p.fillRect(QRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2), colour(Role::Accent));
    }
    if (selected && focused && first_visible)
        p.fillRect(
            placed(p, option.rect, QRect(option.rect.topLeft(), QSize(3, option.rect.height()))), colour(Role::Accent));
}

bool is_first_visible(const QStyleOptionViewItem& option)
{
    return option.viewItemPosition == QStyleOptionViewItem::Beginning;
}

void paint_spark_cell(
    QPainter& p, const QRectF& area, const QModelIndex& index, const QString& text, const CellInk& ink)
{
    const auto values = index.data(RowModel::SparkRole).value<QVector<float>>();
    const qreal width = Theme::get().scaled(kSparkWidth);
    const QColor line = values.isEmpty() ? ink.muted : colour(Role::Accent);
    paint_sparkline(p, placed(p, area, QRectF(area.left(), area.center().y() - 8, width, 16)),
        std::span<const float>(values.constData(), static_cast<std::size_t>(values.size())), 0, line);
    paint_number_cell(p, placed(p, area, area.adjusted(width + 6, 0, 0, 0)), text, ink);
}

void paint_capacity_cell(QPainter& p, const QRectF& area, const QModelIndex& index, const QString& text, CellInk ink)
{
    const QPointF shares = index.data(RowModel::CapacityRole).toPointF();
    const Capacity capacity{ shares.x(), shares.y() };
    const qreal width = std::min<qreal>(Theme::get().scaled(kBarWidth), area.width());
    paint_capacity(p, placed(p, area, QRectF(area.left(), area.center().y() - 6, width, 12)), capacity);
    if (capacity.is_tight())
        ink.text = colour(Role::Warning);
    paint_number_cell(p, placed(p, area, area.adjusted(width + 6, 0, 0, 0)), text, ink);
}

void paint_progress_cell(
    QPainter& p, const QRectF& area, const QModelIndex& index, const QString& text, const CellInk& ink)
{
    const QPointF shares = index.data(RowModel::CapacityRole).toPointF();
    if (std::isnan(shares.x()))
        return paint_text_cell(p, area, text, font_of(Type::Body), ink.text);
    const qreal width = std::min<qreal>(Theme::get().scaled(kProgressWidth), area.width());
    paint_progress(p, placed(p, area, QRectF(area.left(), area.center().y() - 3, width, 7)), shares.x(), shares.y());
    paint_text_cell(p, placed(p, area, area.adjusted(width + 8, 0, 0, 0)), text, font_of(Type::Body), ink.text);
}

// What a rule says: the shape has the colour of its kind, the words that of the cell.
void paint_rule_cell(QPainter& p, QRectF area, StateGlyph glyph, const QString& text, const CellInk& ink)
{
    if (glyph != StateGlyph::None) {
        const qreal side = Theme::get().scaled(12);
        paint_glyph(p, placed(p, area, QRectF(area.left(), area.center().y() - side / 2, side, side)), glyph);
        area = placed(p, area, area.adjusted(side + 6, 0, 0, 0));
    }
    const bool said = glyph == StateGlyph::Fail || glyph == StateGlyph::Failed;
    paint_text_cell(p, area, text, font_of(Type::Body), said ? colour(Role::Text) : ink.muted);
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QPainter& p = *painter;
    p.setLayoutDirection(option.direction);
    const CellStyle style = style_of(index);
    const auto glyph = static_cast<StateGlyph>(index.data(RowModel::GlyphRole).toInt());
    paint_ground(p, option, index, is_first_visible(option));
    const CellInk ink = ink_of(option, index, style, glyph);
    const QRectF area = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, -1);
    const QString text = index.data().toString();
    p.save();
    p.setClipRect(option.rect);
    const auto font = [&ink](Type type) {
        QFont face = font_of(type);
        if (ink.bold)
            face.setWeight(QFont::Bold);
        return face;
    };
    if (paint_content(p, area, index))
        ;
    else if (const QVariant pending = index.data(RowModel::PendingRole); pending.isValid())
        paint_edited_cell(p, area, text, pending.toString(), style == CellStyle::Number, ink);
    else if (style == CellStyle::State)
        paint_state_cell(p, area, glyph, text, ink);
    else if (style == CellStyle::Number || style == CellStyle::Age)
        paint_number_cell(p, area, text, ink);
    else if (style == CellStyle::Spark)
        paint_spark_cell(p, area, index, text, ink);
    else if (style == CellStyle::Capacity)
        paint_capacity_cell(p, area, index, text, ink);
    else if (style == CellStyle::Progress)
        paint_progress_cell(p, area, index, text, ink);
    else if (style == CellStyle::Rule)
        paint_rule_cell(p, area, glyph, text, ink);
    else
        paint_text_cell(p, area, text,
            font(style == CellStyle::Name && ink.text != ink.muted ? Type::Name
                    : style == CellStyle::Mono                     ? Type::Mono
                                                                   : Type::Body),
            ink.text);
    if (index.data(RowModel::ErrorRole).isValid())
        paint_box(p, option.rect.adjusted(1, 0, -1, -1), {}, colour(Role::Error), 3, 2);
    else if (option.state.testFlag(QStyle::State_HasFocus))
        paint_box(p, option.rect.adjusted(0, 0, 0, -1), {}, colour(Role::Accent), 0, 2);
    p.restore();
}

bool CellDelegate::paint_content(QPainter&, const QRectF&, const QModelIndex&) const
{
    return false;
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const CellStyle style = style_of(index);
    const QFontMetrics metrics(font_of(style == CellStyle::Name ? Type::Name
            : style == CellStyle::Mono                          ? Type::Mono
                                                                : Type::Body));
    int width = metrics.horizontalAdvance(index.data().toString()) + 2 * kPadding + 4;
    if (style == CellStyle::State || style == CellStyle::Rule)
        width += Theme::get().scaled(12) + 6;
    else if (style == CellStyle::Spark || style == CellStyle::Capacity)
        width += Theme::get().scaled(style == CellStyle::Spark ? kSparkWidth : kBarWidth) + 6;
    else if (style == CellStyle::Progress && !std::isnan(index.data(RowModel::CapacityRole).toPointF().x()))
        width += Theme::get().scaled(kProgressWidth) + 8;
    Q_UNUSED(option);
    return { width, Theme::get().row_height() };
}

// The tool tip of the column, or the whole text where it is cut.
bool CellDelegate::helpEvent(
    QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = index.data(Qt::ToolTipRole).toString();
    if (tip.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        tip = plain_tip(index.data().toString());
    QToolTip::showText(event->globalPos(), tip, view->viewport(), option.rect);
    return true;
}

QWidget* CellDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QVariantMap editor = index.data(RowModel::EditorRole).toMap();
    QWidget* widget = nullptr;
    switch (static_cast<Editor>(editor.value(QStringLiteral("editor")).toInt())) {
    case Editor::Number: {
        auto* box = new QSpinBox(parent);
        box->setRange(editor.value(QStringLiteral("minimum")).toInt(), editor.value(QStringLiteral("maximum")).toInt());
        box->setAlignment(Qt::AlignRight);
        widget = box;
        break;
    }
    case Editor::Choice: {
        auto* box = new QComboBox(parent);
        box->addItems(editor.value(QStringLiteral("choices")).toStringList());
        widget = box;
        break;
    }
    case Editor::Text:
        widget = new QLineEdit(parent);
        break;
    }
    set_small(widget);
    widget->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    if (index.data(RowModel::ErrorRole).isValid())
        set_field_mark(widget, FieldMark::Invalid);
    return widget;
}

void CellDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    const QVariant pending = index.data(RowModel::PendingRole);
    const QString text = pending.isValid() ? pending.toString() : index.data(Qt::EditRole).toString();
    if (auto* box = qobject_cast<QSpinBox*>(editor))
        box->setValue(text.toInt());
    else if (auto* choice = qobject_cast<QComboBox*>(editor))
        choice->setCurrentText(text);
    else if (auto* field = qobject_cast<QLineEdit*>(editor))
        field->setText(text);
}

void CellDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    QString text;
    if (const auto* box = qobject_cast<QSpinBox*>(editor))
        text = QString::number(box->value());
    else if (const auto* choice = qobject_cast<QComboBox*>(editor))
        text = choice->currentText();
    else if (const auto* field = qobject_cast<QLineEdit*>(editor))
        text = field->text();
    model->setData(index, text, Qt::EditRole);
}

void CellDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const
{
    editor->setGeometry(option.rect.adjusted(0, 0, 0, -1));
}

} // namespace quayside::ui
