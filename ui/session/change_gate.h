#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "ui/session/call.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace quayside::ui {

class Session;

// What the window may change. Every call of the window passes here: while the window is read-only only questions do,
// and what has to do with a protected cluster only while that is unlocked, which ends by itself. GUI thread.
class ChangeGate : public QObject {
    Q_OBJECT

public:
    static constexpr const char* kRefused = "RefusedByWindow"; // the code of its errors

    // The one of a session, which owns it.
    static ChangeGate& of(Session& session);

    bool is_read_only() const { return read_only_; }
    void set_read_only(bool read_only);

    const std::set<std::string>& protected_clusters() const { return protected_; }
    bool is_protected(const std::string& cluster) const { return protected_.contains(cluster); }
    void set_protected(const std::string& cluster, bool is_protected);
    // Starts locked, and is again when the time is over.
    void unlock(const std::string& cluster, std::chrono::milliseconds time);
    void lock(const std::string& cluster);
    bool is_locked(const std::string& cluster) const { return is_protected(cluster) && !unlocked_.contains(cluster); }
    TimePoint unlocked_until(const std::string& cluster) const; // kNever: it is locked, or not protected

    // Why nothing can be changed in a cluster, or with an empty name in what is of none; empty: it can.
    QString why_not(const std::string& cluster) const;
    // What to answer to a call that may not pass.
    std::optional<Error> refusal(std::string_view operation, const Json& input) const;

signals:
    void changed();

private:
    explicit ChangeGate(Session& session);
    void expire();

    const model::State& state_;
    bool read_only_ = false;
    std::set<std::string> protected_;
    std::map<std::string, TimePoint> unlocked_; // until when
    QTimer next_expiry_;
};

} // namespace quayside::ui
