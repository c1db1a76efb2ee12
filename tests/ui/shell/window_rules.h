#pragma once

#include "tests/ui/shell/layout_rules.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QEvent>
#include <QGroupBox>
#include <QHash>
#include <QLineEdit>
#include <QMap>
#include <QPlainTextEdit>
#include <QSet>
#include <QTextEdit>

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
    void check_name(QWidget& widget)
    {
        if (!is_control(widget) || is_part(widget))
            return;
        auto* spoken = QAccessible::queryAccessibleInterface(&widget);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            complain(widget, "no name");
    }

    void check_text(const QWidget& widget)
    {
        const auto* button = qobject_cast<const QAbstractButton*>(&widget);
        const auto* tool = qobject_cast<const QToolButton*>(button);
        const bool icon_only = tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly;
        if (button && !button->text().isEmpty() && !is_part(widget) && !icon_only)
            words_.insert(without_mnemonics(button->text()));
        if (const auto text = cut_text(widget); !text.isEmpty())
            complain(widget, QString("“%1” is cut off").arg(text));
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
