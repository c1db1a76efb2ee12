#include "ui/session/log_store.h"

#include "ui/look/text.h"

#include <algorithm>

namespace quayside::ui {

void LogPiece::add(const LogRow& row, std::uint32_t source)
{
    for (const auto& span : row.spans)
        spans_.push_back({ static_cast<std::uint32_t>(size()), span });
    const auto utf8 = row.text.toUtf8();
    text_.append(utf8.constData(), static_cast<std::size_t>(utf8.size()));
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    times_.push_back(row.at);
    sources_.push_back(source);
    marks_.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(row.level)
        | (row.standard_error ? unsigned{ kStandardError } : 0U) | static_cast<unsigned>(row.kind) << kKindShift));
}

void LogPiece::close()
{
    text_.shrink_to_fit();
    spans_.shrink_to_fit();
}

std::string_view LogPiece::text(std::size_t line) const
{
    const std::size_t begin = line == 0 ? 0 : ends_[line - 1];
    return std::string_view(text_).substr(begin, ends_[line] - begin);
}

std::size_t LogPiece::line_at(std::size_t byte) const
{
    return static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), byte) - ends_.begin());
}

std::vector<LogSpan> LogPiece::spans(std::size_t line) const
{
    std::vector<LogSpan> spans;
    auto at = std::lower_bound(spans_.begin(), spans_.end(), line,
        [](const SpanOf& entry, std::size_t wanted) { return entry.line < wanted; });
    for (; at != spans_.end() && at->line == line; ++at)
        spans.push_back(at->span);
    return spans;
}

QByteArray LogExtract::text(Form form) const
{
    QByteArray all;
    if (form == Form::Table)
        all += "time\ttask\tcontainer\tstream\tlevel\tmark\tmessage\n";
    for (const auto& [index, line, marked] : lines) {
        const auto& piece = *pieces[index];
        const auto& source = sources[piece.source(line)];
        const char* const between = form == Form::Table ? "\t" : " ";
        const auto add = [&](const QByteArray& cell) { all += cell + between; };
        if (form == Form::Log && marked)
            add("*");
        if (form == Form::Table)
            add(local_date_time(piece.at(line)).left(11).toUtf8() + local_time_ms(piece.at(line)).toUtf8());
        else if (form == Form::Log)
            add(local_date_time(piece.at(line)).toUtf8());
        if (form != Form::Text) {
            add(source.task.toUtf8());
            add(source.container.toUtf8());
        }
        if (form == Form::Table) {
            add(piece.standard_error(line) ? "stderr" : "stdout");
            add(name_of(piece.level(line)));
            add(marked ? "*" : "");
        }
        const auto text = piece.text(line);
        all.append(text.data(), static_cast<qsizetype>(text.size()));
        all += '\n';
    }
    return all;
}

LogStore::Slot LogStore::add(const LogRow& row)
{
    if (pieces_.empty() || pieces_.back()->is_full()) {
        if (!pieces_.empty())
            pieces_.back()->close();
        pieces_.push_back(std::make_shared<LogPiece>());
        slots_.emplace_back();
    }
    auto& piece = *pieces_.back();
    const auto number = (first_ + pieces_.size() - 1) % kNumbers;
    const auto place = static_cast<std::uint32_t>(number << kLineBits | piece.size());
    const std::size_t before = piece.text().size();
    piece.add(row, source_of(row));
    bytes_ += piece.text().size() - before;
    ++lines_;
    Slot slot = 0;
    if (free_.empty()) {
        slot = static_cast<Slot>(places_.size());
        places_.push_back(place);
    } else {
        slot = free_.front();
        free_.pop_front();
        places_[slot] = place;
    }
    slots_.back().push_back(slot);
    return slot;
}

void LogStore::drop_oldest()
{
    for (const Slot slot : slots_.front()) {
        places_[slot] = kNowhere;
        free_.push_back(slot);
    }
    lines_ -= pieces_.front()->size();
    bytes_ -= pieces_.front()->text().size();
    pieces_.pop_front();
    slots_.pop_front();
    ++first_;
}

void LogStore::clear()
{
    first_ += pieces_.size();
    pieces_.clear();
    slots_.clear();
    places_.clear();
    free_.clear();
    sources_.clear();
    lines_ = bytes_ = 0;
}

QString LogStore::text(Slot slot) const
{
    const auto bytes = piece_of(slot).text(line_of(slot));
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

LogRow LogStore::row(Slot slot) const
{
    const auto& piece = piece_of(slot);
    const auto line = line_of(slot);
    LogRow row;
    row.at = piece.at(line);
    row.standard_error = piece.standard_error(line);
    row.level = piece.level(line);
    row.task = task(slot);
    row.container = container(slot);
    row.text = text(slot);
    row.kind = piece.kind(line);
    row.spans = piece.spans(line);
    return row;
}

LogExtract LogStore::extract(const std::vector<Slot>& lines) const
{
    LogExtract extract;
    for (const auto& numbered : pieces())
        extract.pieces.push_back(numbered.piece);
    extract.sources = sources_;
    extract.lines.reserve(lines.size());
    for (const Slot slot : lines)
        extract.lines.push_back(
            { static_cast<std::uint32_t>(piece_index(slot)), static_cast<std::uint32_t>(line_of(slot)) });
    return extract;
}

std::vector<LogStore::Numbered> LogStore::pieces() const
{
    std::vector<Numbered> all;
    all.reserve(pieces_.size());
    for (std::size_t i = 0; i < pieces_.size(); ++i)
        all.push_back({ first_ + i, pieces_[i] });
    if (!all.empty() && !pieces_.back()->is_full())
        all.back().piece = std::make_shared<const LogPiece>(*pieces_.back());
    return all;
}

// The newest first: lines come container by container.
std::uint32_t LogStore::source_of(const LogRow& row)
{
    const auto found = std::find_if(sources_.rbegin(), sources_.rend(), [&row](const LogExtract::Source& source) {
        return source.task == row.task && source.container == row.container;
    });
    if (found == sources_.rend()) {
        sources_.push_back({ row.task, row.container });
        return static_cast<std::uint32_t>(sources_.size() - 1);
    }
    return static_cast<std::uint32_t>(sources_.rend() - found - 1);
}

} // namespace quayside::ui
