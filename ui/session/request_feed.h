#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <memory>

namespace quayside::ui {

class Session;

// One request that came to the API over HTTP, as it was answered.
struct ApiRequest {
    std::uint64_t number = 0;
    TimePoint at;
    double milliseconds = 0;
    QString operation; // empty: it named none
    QString caller; // the access key that it is said to be signed with; empty: none
    QString peer; // the address it came from
    int status = 0; // of HTTP
    QString error; // the code; empty: none

    std::uint64_t key() const { return number; }
};

// The last requests to the API, asked for twice a second while somebody looks. GUI thread.
class RequestFeed : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kCapacity = 1'000;
    using Requests = std::deque<std::shared_ptr<const ApiRequest>>; // oldest first

    explicit RequestFeed(Session& session, QObject* parent = nullptr);

    void set_wanted(bool wanted);
    const Requests& requests() const { return requests_; }

signals:
    void changed();

private:
    void ask();
    void take(const Result<Json>& reply);

    Session& session_;
    Requests requests_;
    std::uint64_t last_ = 0; // the newest that is known
    bool asking_ = false;
    QTimer timer_;
};

} // namespace quayside::ui
