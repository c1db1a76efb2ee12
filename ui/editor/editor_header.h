#pragma once

#include "core/base/json.h"
#include "ui/editor/fit.h"
#include "ui/editor/task_sizes.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QPushButton;
class QToolButton;

namespace quayside::ui {

class ElidedLabel;
class FitMeter;
class StatusPill;
class TextLabel;
class TextLink;

// Above the panes: what is being written, its size, where it has room, and what is done with it. GUI thread.
class EditorHeader : public QWidget {
    Q_OBJECT

public:
    explicit EditorHeader(QWidget* parent = nullptr);

    void set_name(const QString& family, std::int64_t revision);
    void set_size(std::optional<std::int64_t> cpu, std::optional<std::int64_t> memory, bool editable);
    void set_fit(const Fit& fit);
    void set_previous(std::int64_t revision); // 0: there is none to compare with
    // Why it cannot be registered; empty: it can.
    void set_block(const QString& reason);

    QComboBox* sizes() const { return sizes_; }
    QPushButton* import_button() const { return import_; }
    QPushButton* diff_button() const { return diff_; }
    QPushButton* register_button() const { return register_; }
    QToolButton* menu_button() const { return menu_; }
    TextLink* explain_link() const { return explain_; }
    QString fit_text() const;
    QSize minimumSizeHint() const override;

signals:
    void size_chosen(const quayside::ui::TaskSize& size); // nothing in it: that of the containers

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fold();

    ElidedLabel* family_;
    TextLabel* revision_;
    QComboBox* sizes_;
    FitMeter* meter_;
    ElidedLabel* fit_;
    TextLink* explain_;
    QPushButton* import_;
    QPushButton* diff_;
    QPushButton* register_;
    QToolButton* menu_;
    std::vector<QWidget*> foldable_; // left out where there is no room, the first ones first
};

} // namespace quayside::ui

Q_DECLARE_METATYPE(quayside::ui::TaskSize)
