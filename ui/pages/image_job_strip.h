#pragma once

#include "ui/session/image_feed.h"

#include <QWidget>

#include <cstdint>
#include <map>
#include <set>

class QVBoxLayout;

namespace quayside::ui {

class ImageJobLine;

// The pulls, pushes and builds that run, and those that failed or built something until they are put away: one line
// each, with what can be done about it. Not there while there are none.
class ImageJobStrip : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostLines = 4;

    explicit ImageJobStrip(Session& session, QWidget* parent = nullptr);
    void show_jobs(const std::vector<ImageJobRow>& jobs);
    int lines() const { return static_cast<int>(lines_.size()); }

signals:
    void output_wanted(std::uint64_t job);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ImageJobLine* make_line(const ImageJobRow& job);
    void stop_or_put_away(std::uint64_t job);

    Session& session_;
    QVBoxLayout* column_;
    std::vector<ImageJobRow> jobs_;
    std::map<std::uint64_t, ImageJobLine*> lines_;
    std::set<std::uint64_t> put_away_;
};

} // namespace quayside::ui
