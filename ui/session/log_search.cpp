#include "ui/session/log_search.h"

#include "ui/look/work.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace quayside::ui {

namespace {

// A loop that the compiler makes wide.
void put_small(std::string_view from, char* to)
{
    for (std::size_t i = 0; i < from.size(); ++i) {
        const char c = from[i];
        to[i] = static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
    }
}

bool is_ascii(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

} // namespace

LogNeedle::LogNeedle(const QString& text)
    : text_(text)
    , bytes_(is_ascii(text) ? text.toLower().toStdString() : std::string())
{
}

std::vector<std::uint16_t> LogNeedle::lines_in(const LogPiece& piece) const
{
    std::vector<std::uint16_t> lines;
    if (bytes_.empty()) {
        for (std::size_t line = 0; line < piece.size(); ++line) {
            const auto bytes = piece.text(line);
            if (QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()))
                    .contains(text_, Qt::CaseInsensitive))
                lines.push_back(static_cast<std::uint16_t>(line));
        }
        return lines;
    }
    std::string small(piece.text().size(), '\0');
    put_small(piece.text(), small.data());
    for (std::size_t at = 0; at < small.size();) {
        const auto* hit
            = static_cast<const char*>(memmem(small.data() + at, small.size() - at, bytes_.data(), bytes_.size()));
        if (hit == nullptr)
            break;
        at = static_cast<std::size_t>(hit - small.data());
        const auto line = piece.line_at(at);
        if (at + bytes_.size() > piece.end_of(line)) { // reaches into the next line
            ++at;
            continue;
        }
        lines.push_back(static_cast<std::uint16_t>(line));
        at = piece.end_of(line);
    }
    return lines;
}

LogSearch::LogSearch(const LogStore& store, QObject* parent)
    : QObject(parent)
    , store_(store)
{
}

void LogSearch::look_for(const QString& text)
{
    if (text != text_) {
        text_ = text;
        found_.clear();
    }
    if (busy_)
        again_ = true;
    else
        start();
}

void LogSearch::start()
{
    busy_ = true;
    again_ = false;
    std::vector<LogStore::Numbered> pieces;
    if (!text_.isEmpty())
        pieces = store_.pieces();
    std::erase_if(pieces, [this](const LogStore::Numbered& numbered) {
        const auto known = found_.find(numbered.number);
        return known != found_.end() && known->second.whole;
    });
    in_background(
        this,
        [text = text_, pieces = std::move(pieces)] {
            const LogNeedle needle(text);
            std::vector<Found> found;
            found.reserve(pieces.size());
            for (const auto& [number, piece] : pieces)
                found.push_back({ number, piece->is_full(),
                    std::make_shared<const std::vector<std::uint16_t>>(needle.lines_in(*piece)) });
            return found;
        },
        [this, text = text_](std::vector<Found> found) { take(text, std::move(found)); });
}

void LogSearch::take(const QString& text, std::vector<Found> found)
{
    busy_ = false;
    if (text == text_)
        for (auto& piece : found)
            found_[piece.piece] = std::move(piece);
    std::erase_if(found_, [this](const auto& entry) { return !store_.holds(entry.first); });
    if (again_)
        return start();
    emit done();
}

std::vector<LogStore::Slot> LogSearch::hits() const
{
    std::vector<LogStore::Slot> hits;
    for (const auto& [number, found] : found_)
        if (store_.holds(number))
            for (const auto line : *found.lines)
                hits.push_back(store_.slot_of(number, line));
    return hits;
}

} // namespace quayside::ui
