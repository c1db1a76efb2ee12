#pragma once

#include "ui/pages/object_ref.h"

#include <QAbstractButton>

namespace quayside::ui {

// Accent-coloured text that opens an object with a click, Enter or Space.
class LinkLabel : public QAbstractButton {
    Q_OBJECT

public:
    explicit LinkLabel(QWidget* parent = nullptr);
    void set_target(const QString& text, const ObjectRef& target);
    QSize sizeHint() const override;

signals:
    void opened(const quayside::ui::ObjectRef& ref);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    ObjectRef target_;
};

} // namespace quayside::ui
