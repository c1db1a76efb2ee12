#pragma once

#include <QAbstractButton>

class QAction;

namespace quayside::ui {

// Looks like a field, says what its key is, and opens the command palette.
class SearchButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit SearchButton(QAction* palette, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString keys_;
};

} // namespace quayside::ui
