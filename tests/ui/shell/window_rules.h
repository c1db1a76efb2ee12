#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QEvent>
#include <QGroupBox>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QPlainTextEdit>
#include <QSet>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

namespace quayside::test {

// Looks at everything that is painted in the program and notes what no window may show: controls without a name, text
// that is cut off and told nowhere, two controls of a dialog with the same mnemonic, labels whose mnemonic leads
// nowhere, controls that Tab never reaches.
class WindowRules : public QObject {
public:
    WindowRules() { qApp->installEventFilter(this); }
    ~WindowRules() override { qApp->removeEventFilter(this); }

    // A widget is painted more than once; what is wrong with it the last time counts.
    QStringList complaints() const
    {
        QSet<QString> all(lasting_.begin(), lasting_.end());
        for (const auto& of_widget : complaints_)
            all.unite(of_widget);
        QStringList sorted(all.begin(), all.end());
        sorted.sort();
        return sorted;
    }
    int controls() const { return static_cast<int>(seen_.size()); }
    // Texts of buttons, tabs and titles, which never are data.
    const QSet<QString>& words() const { return words_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* widget = event->type() == QEvent::Paint ? qobject_cast<QWidget*>(watched) : nullptr;
        if (!widget || !widget->isVisible())
            return false;
        seen_.insert(place_of(*widget));
        complaints_.remove(widget);
        check_name(*widget);
        check_text(*widget);
        if (auto* dialog = qobject_cast<QDialog*>(widget); dialog && !dialogs_.contains(dialog->windowTitle())) {
            dialogs_.insert(dialog->windowTitle());
            words_.insert(dialog->windowTitle());
            check_mnemonics(*dialog);
            check_order(*dialog);
        }
        return false;
    }

private:
    static QString place_of(const QWidget& widget)
    {
        QString text;
        for (const QWidget* at = &widget; at; at = at->parentWidget()) {
            text += QLatin1String(at->metaObject()->className());
            text += at->objectName().isEmpty() ? QString() : u'#' + at->objectName();
            if (at->isWindow())
                break;
            text += " in ";
        }
        return text;
    }
    void complain(const QWidget& widget, const QString& what)
    {
        complaints_[&widget].insert(what + ": " + place_of(widget));
    }
    void complain_of_dialog(const QWidget& widget, const QString& what)
    {
        lasting_.insert(what + ": " + place_of(widget));
    }

    static bool is_control(const QWidget& widget)
    {
        return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QLineEdit*>(&widget)
            || qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget)
            || qobject_cast<const QAbstractItemView*>(&widget) || qobject_cast<const QPlainTextEdit*>(&widget)
            || qobject_cast<const QTextEdit*>(&widget);
    }
    static bool is_part(const QWidget& widget) // of a control that has the name
    {
        const auto* parent = widget.parentWidget();
        return qobject_cast<const QComboBox*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent)
            || qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QAbstractItemView*>(parent)
            || qobject_cast<const QTabBar*>(parent) || widget.inherits("QHeaderView")
            || widget.inherits("QTableCornerButton") || widget.objectName().startsWith("qt_")
            || (parent && parent->inherits("QToolBar")) || (parent && parent->inherits("QDockWidget"));
    }
    void check_name(QWidget& widget)
    {
        if (!is_control(widget) || is_part(widget))
            return;
        auto* spoken = QAccessible::queryAccessibleInterface(&widget);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            complain(widget, "no name");
    }

    static QString plain(QString text)
    {
        text.replace("&&", "\u0001").remove('&').replace("\u0001", "&");
        return text;
    }
    void check_text(QWidget& widget)
    {
        if (const auto* label = qobject_cast<QLabel*>(&widget)) {
            const bool cut = !label->wordWrap() && !label->text().contains('\n')
                && label->fontMetrics().horizontalAdvance(plain(label->text())) > label->contentsRect().width() + 1;
            const bool low
                = !label->text().isEmpty() && label->fontMetrics().height() > label->contentsRect().height() + 2;
            if ((cut || low) && label->toolTip().isEmpty())
                complain(widget, QString("“%1” is cut off").arg(label->text()));
            return;
        }
        const auto* button = qobject_cast<QAbstractButton*>(&widget);
        if (!button || button->text().isEmpty() || is_part(widget))
            return;
        const auto* tool = qobject_cast<const QToolButton*>(button);
        if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
            return;
        words_.insert(plain(button->text()));
        if (button->fontMetrics().horizontalAdvance(plain(button->text())) > button->width() + 1
            && !button->toolTip().contains(plain(button->text())))
            complain(widget, QString("“%1” is cut off").arg(button->text()));
    }

    static QChar mnemonic_of(const QString& text)
    {
        const auto keys = QKeySequence::mnemonic(text).toString();
        return keys.isEmpty() ? QChar() : keys.back();
    }
    void check_mnemonics(QDialog& dialog)
    {
        QMap<QChar, QString> taken;
        const auto take = [&](const QWidget& widget, const QString& text) {
            const auto key = mnemonic_of(text);
            if (key.isNull() || !widget.isVisible())
                return;
            if (taken.contains(key))
                complain_of_dialog(widget, QString("“%1” and “%2” have one mnemonic").arg(taken[key], text));
            taken[key] = text;
        };
        for (const auto* label : dialog.findChildren<QLabel*>()) {
            if (!label->buddy())
                continue;
            take(*label, label->text());
        }
        for (const auto* button : dialog.findChildren<QAbstractButton*>())
            take(*button, button->text());
    }
    void check_order(QDialog& dialog)
    {
        QSet<const QWidget*> reached;
        for (auto* at = dialog.nextInFocusChain(); at && at != &dialog; at = at->nextInFocusChain())
            reached.insert(at);
        for (const auto* widget : dialog.findChildren<QWidget*>())
            if (is_control(*widget) && !is_part(*widget) && widget->isVisible() && widget->isEnabled()
                && (!(widget->focusPolicy() & Qt::TabFocus) || !reached.contains(widget)) && !widget->focusProxy())
                complain_of_dialog(*widget, "Tab does not reach it");
    }

    QHash<const QWidget*, QSet<QString>> complaints_;
    QSet<QString> lasting_;
    QSet<QString> seen_;
    QSet<QString> words_;
    QSet<QString> dialogs_;
};

} // namespace quayside::test
