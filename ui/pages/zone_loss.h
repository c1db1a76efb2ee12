#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QLabel;

namespace quayside::ui {

class ElidedLabel;
class Session;
class TextLink;

// One line: which availability zone of a cluster would be missed most, as PreviewLoss tells it. Asks for one zone after
// the other, and again only some seconds later. GUI thread; waits for nothing.
class ZoneLoss : public QWidget {
    Q_OBJECT

public:
    explicit ZoneLoss(Session& session, QWidget* parent = nullptr);

    // None: there is nothing to ask about, or too much to ask all the time.
    void ask(const std::string& cluster, std::vector<std::string> zones);
    QString sentence() const;

signals:
    void what_if_wanted();
    void answered(); // about every zone

private:
    void ask_next();
    void take(const std::string& zone, const Result<Json>& reply);
    void show_sentence();

    Session& session_;
    ElidedLabel* sentence_;
    TextLink* what_if_;
    std::string cluster_;
    std::vector<std::string> zones_;
    std::vector<std::string> to_ask_; // the last first
    std::map<std::string, int> homeless_; // tasks that nothing else would take, by zone
    std::uint64_t round_ = 0;
    QTimer again_;
};

} // namespace quayside::ui
