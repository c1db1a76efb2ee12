#pragma once

#include "ui/look/palette.h"

#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;

namespace quayside::ui {

class ElidedLabel;

// One line that tells what came of something, with what can be done next. Stays until it is answered.
class NoticeBar : public QWidget {
    Q_OBJECT

public:
    struct Offer {
        QString text;
        std::function<void()> run;
    };
    explicit NoticeBar(QWidget* parent = nullptr);

    void show_notice(const QString& sentence, std::vector<Offer> offers, bool failed = false);
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ElidedLabel* sentence_;
    QHBoxLayout* buttons_;
    bool failed_ = false;
};

} // namespace quayside::ui
