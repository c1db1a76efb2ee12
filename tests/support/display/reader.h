#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QRect>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace quayside::test {

// An object of a program, as it stands on the accessibility bus.
struct Heard {
    QString bus;
    QString path;
    explicit operator bool() const { return !path.isEmpty(); }
    bool operator==(const Heard&) const = default;
};

// What a screen reader is on this desktop: it asks the program for its tree of objects over the accessibility bus, and
// for nothing else. Roles are the bus's own words: "push button", "table cell".
class Reader {
public:
    Reader();
    ~Reader();
    // Why nothing can be heard here; empty if it can.
    const QString& problem() const { return problem_; }

    Heard program(qint64 pid) const; // none: it is not on the bus (yet)

    std::vector<Heard> children(const Heard& object) const;
    QString name(const Heard& object) const;
    QString description(const Heard& object) const;
    QString role(const Heard& object) const;
    QRect place(const Heard& object) const; // on the screen
    bool is_showing(const Heard& object) const;
    bool is_focused(const Heard& object) const;
    bool is_enabled(const Heard& object) const;
    int rows(const Heard& table) const;
    int columns(const Heard& table) const;
    Heard cell(const Heard& table, int row, int column) const;
    QStringList actions(const Heard& object) const;
    bool act(const Heard& object, const QString& action) const;

    // The first object that shows and fits, depth first; what does not show is not entered.
    using Fits = std::function<bool(const Heard&)>;
    Heard find(const Heard& below, const Fits& fits) const;
    Heard find(const Heard& below, const QString& role, const QString& name_pattern) const;
    // How many objects a walk over all of it meets.
    int count(const Heard& below) const;

private:
    QVariant ask(const Heard& object, const QString& interface, const QString& method, const QVariantList& = {}) const;
    QVariant property(const Heard& object, const QString& interface, const QString& name) const;
    quint64 states(const Heard& object) const;

    QDBusConnection bus_;
    QString problem_;
};

} // namespace quayside::test
