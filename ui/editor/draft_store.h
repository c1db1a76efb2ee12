#pragma once

#include <QObject>
#include <QString>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace quayside::ui {

// A draft as it is kept on disk.
struct KeptDraft {
    QString family; // that it is a revision of; empty: a new one
    std::int64_t base = 0; // the revision that it started from; 0: none
    std::string text;

    bool operator==(const KeptDraft&) const = default;
};

// Drafts beside the window's settings, one file for each family. Written on the work thread, in order. GUI thread.
class DraftStore : public QObject {
    Q_OBJECT

public:
    explicit DraftStore(QObject* parent = nullptr);

    std::optional<KeptDraft> load(const QString& family) const; // what was written last
    std::optional<KeptDraft> newest() const;
    void save(const KeptDraft& draft);
    void forget(const QString& family);

signals:
    void saved();
    void failed(const QString& reason);

private:
    QString path_of(const QString& family) const;
    std::optional<KeptDraft> read(const QString& path) const;

    QString directory_;
    std::map<QString, std::optional<KeptDraft>> known_; // what was written or forgotten, whether it has arrived or not
    QString newest_;
};

} // namespace quayside::ui
