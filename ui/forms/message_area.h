#pragma once

#include "core/api/validate.h"
#include "core/base/error.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace quayside::ui {

// What a dialog has to say above its buttons: a failure with its code, or a remark. Plain text that can be selected,
// and one button that copies all of it.
class MessageArea : public QWidget {
    Q_OBJECT
public:
    explicit MessageArea(QWidget* parent = nullptr);

    void show_error(const Error& error);
    // Something to put right before the operation can be asked for.
    void show_problem(const QString& sentence);
    void show_problems(const std::vector<api::Problem>& problems); // one line each; long lists end in a count
    void clear();
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show_text(const QString& code, const QString& text);

    QLabel* code_;
    QLabel* text_;
    QToolButton* copy_;
};

} // namespace quayside::ui
