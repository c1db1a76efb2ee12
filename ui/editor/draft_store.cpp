#include "ui/editor/draft_store.h"

#include "core/base/json.h"
#include "ui/look/text.h"
#include "ui/look/work.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QUrl>

namespace quayside::ui {

namespace {

constexpr qint64 kMostBytes = 4 << 20; // of a file of ours; larger ones are not read

QString write(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(bytes);
    return file.commit() ? QString() : file.errorString();
}

} // namespace

DraftStore::DraftStore(QObject* parent)
    : QObject(parent)
    , directory_(QFileInfo(QSettings().fileName()).absolutePath() + QStringLiteral("/drafts"))
{
}

QString DraftStore::path_of(const QString& family) const
{
    const auto name = QString::fromLatin1(QUrl::toPercentEncoding(family.left(200)));
    return directory_ + u'/' + (family.isEmpty() ? QStringLiteral("+new") : name) + QStringLiteral(".json");
}

std::optional<KeptDraft> DraftStore::read(const QString& path) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return std::nullopt;
    const auto json = parse_json(file.readAll().toStdString());
    if (!json || !json->is_object() || !json->contains("text") || !(*json)["text"].is_string())
        return std::nullopt;
    KeptDraft draft;
    if (json->contains("family") && (*json)["family"].is_string())
        draft.family = from_utf8((*json)["family"].get<std::string>());
    if (json->contains("base") && (*json)["base"].is_number_integer())
        draft.base = (*json)["base"].get<std::int64_t>();
    draft.text = (*json)["text"].get<std::string>();
    return draft;
}

std::optional<KeptDraft> DraftStore::load(const QString& family) const
{
    const auto known = known_.find(family);
    return known == known_.end() ? read(path_of(family)) : known->second;
}

std::optional<KeptDraft> DraftStore::newest() const
{
    if (const auto known = known_.find(newest_); known != known_.end() && known->second)
        return known->second;
    for (const auto& file : QDir(directory_).entryInfoList({ QStringLiteral("*.json") }, QDir::Files, QDir::Time))
        if (auto draft = read(file.absoluteFilePath()); draft && !known_.contains(draft->family))
            return draft;
    return std::nullopt;
}

void DraftStore::save(const KeptDraft& draft)
{
    known_[draft.family] = draft;
    newest_ = draft.family;
    Json json;
    json["family"] = draft.family.toStdString();
    json["base"] = draft.base;
    json["text"] = draft.text;
    auto bytes = QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
    in_background(
        this, [path = path_of(draft.family), bytes = std::move(bytes)] { return write(path, bytes); },
        [this](const QString& error) {
            if (error.isEmpty())
                emit saved();
            else
                emit failed(error);
        });
}

void DraftStore::forget(const QString& family)
{
    known_[family] = std::nullopt;
    in_background(
        this, [path = path_of(family)] { return QFile::remove(path); }, [](bool) {});
}

} // namespace quayside::ui
