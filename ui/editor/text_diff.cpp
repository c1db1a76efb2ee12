#include "ui/editor/text_diff.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostCells = 4'000'000; // of the table that finds the fewest changes
constexpr std::size_t kAround = 3; // lines that a patch shows before and after

// From the end: how many lines of both rests are the same, at most.
class Common {
public:
    Common(const QStringList& left, const QStringList& right)
        : width_(static_cast<std::size_t>(right.size()) + 1)
        , lengths_((static_cast<std::size_t>(left.size()) + 1) * width_)
    {
        for (auto l = static_cast<std::size_t>(left.size()); l-- > 0;)
            for (auto r = static_cast<std::size_t>(right.size()); r-- > 0;)
                lengths_[l * width_ + r] = left[static_cast<qsizetype>(l)] == right[static_cast<qsizetype>(r)]
                    ? of(l + 1, r + 1) + 1
                    : std::max(of(l + 1, r), of(l, r + 1));
    }
    std::uint32_t of(std::size_t left, std::size_t right) const { return lengths_[left * width_ + right]; }

private:
    std::size_t width_;
    std::vector<std::uint32_t> lengths_;
};

void mark_parts(TextDiffLine& line)
{
    const auto& a = line.left_text;
    const auto& b = line.right_text;
    const auto shorter = std::min(a.size(), b.size());
    qsizetype before = 0;
    while (before < shorter && a[before] == b[before])
        ++before;
    qsizetype behind = 0;
    while (behind < shorter - before && a[a.size() - 1 - behind] == b[b.size() - 1 - behind])
        ++behind;
    line.left_part = { before, a.size() - before - behind };
    line.right_part = { before, b.size() - before - behind };
}

class Pairing {
public:
    Pairing(const QStringList& left, const QStringList& right)
        : left_(left)
        , right_(right)
    {
    }

    std::vector<TextDiffLine> lines()
    {
        const auto shorter = std::min(left_.size(), right_.size());
        qsizetype before = 0;
        while (before < shorter && left_[before] == right_[before])
            ++before;
        qsizetype behind = 0;
        while (behind < shorter - before && left_[left_.size() - 1 - behind] == right_[right_.size() - 1 - behind])
            ++behind;
        take_same(before);
        pair(left_.mid(before, left_.size() - before - behind), right_.mid(before, right_.size() - before - behind));
        take_same(behind);
        return std::move(lines_);
    }

private:
    void take_same(qsizetype count)
    {
        for (; count > 0; --count) {
            lines_.push_back({ next_left_ + 1, next_right_ + 1, left_[next_left_], right_[next_right_], {}, {} });
            ++next_left_;
            ++next_right_;
        }
    }

    // Lines that go stand beside lines that come, as far as there are both.
    void take_different(qsizetype goes, qsizetype comes)
    {
        for (; goes > 0 || comes > 0; --goes, --comes) {
            TextDiffLine line;
            if (goes > 0) {
                line.left_text = left_[next_left_];
                line.left = ++next_left_;
            }
            if (comes > 0) {
                line.right_text = right_[next_right_];
                line.right = ++next_right_;
            }
            if (line.left > 0 && line.right > 0)
                mark_parts(line);
            lines_.push_back(std::move(line));
        }
    }

    void pair(const QStringList& left, const QStringList& right)
    {
        const auto cells = static_cast<std::size_t>(left.size()) * static_cast<std::size_t>(right.size());
        if (cells == 0 || cells > kMostCells)
            return take_different(left.size(), right.size());
        const Common common(left, right);
        qsizetype l = 0;
        qsizetype r = 0;
        qsizetype goes = 0;
        qsizetype comes = 0;
        while (l < left.size() && r < right.size()) {
            if (left[l] == right[r]) {
                take_different(std::exchange(goes, 0), std::exchange(comes, 0));
                take_same(1);
                ++l;
                ++r;
            } else if (common.of(static_cast<std::size_t>(l) + 1, static_cast<std::size_t>(r))
                >= common.of(static_cast<std::size_t>(l), static_cast<std::size_t>(r) + 1)) {
                ++goes;
                ++l;
            } else {
                ++comes;
                ++r;
            }
        }
        take_different(goes + left.size() - l, comes + right.size() - r);
    }

    const QStringList& left_;
    const QStringList& right_;
    std::vector<TextDiffLine> lines_;
    int next_left_ = 0;
    int next_right_ = 0;
};

QString hunk(const std::vector<TextDiffLine>& lines, std::size_t from, std::size_t to)
{
    QString text;
    QString removed;
    QString added;
    int left = 0;
    int right = 0;
    int first_left = 0;
    int first_right = 0;
    const auto flush = [&] { text += std::exchange(removed, {}) + std::exchange(added, {}); };
    for (auto i = from; i < to; ++i) {
        const auto& line = lines[i];
        first_left = first_left > 0 ? first_left : line.left;
        first_right = first_right > 0 ? first_right : line.right;
        left += line.left > 0 ? 1 : 0;
        right += line.right > 0 ? 1 : 0;
        if (line.is_same()) {
            flush();
            text += u' ' + line.left_text + u'\n';
            continue;
        }
        if (line.left > 0)
            removed += u'-' + line.left_text + u'\n';
        if (line.right > 0)
            added += u'+' + line.right_text + u'\n';
    }
    flush();
    return QStringLiteral("@@ -%1,%2 +%3,%4 @@\n").arg(first_left).arg(left).arg(first_right).arg(right) + text;
}

} // namespace

std::vector<TextDiffLine> text_diff(const QString& left, const QString& right)
{
    const auto left_lines = left.split(u'\n');
    const auto right_lines = right.split(u'\n');
    return Pairing(left_lines, right_lines).lines();
}

QString as_patch(const std::vector<TextDiffLine>& lines, const QString& left_name, const QString& right_name)
{
    QString patch;
    for (std::size_t i = 0; i < lines.size();) {
        if (lines[i].is_same()) {
            ++i;
            continue;
        }
        const auto from = i - std::min(i, kAround);
        auto last = i; // the last difference of this hunk
        for (auto next = i; next < std::min(lines.size(), last + 2 * kAround + 2); ++next)
            last = lines[next].is_same() ? last : next;
        const auto to = std::min(lines.size(), last + kAround + 1);
        patch += hunk(lines, from, to);
        i = to;
    }
    return patch.isEmpty() ? patch : QStringLiteral("--- %1\n+++ %2\n").arg(left_name, right_name) + patch;
}

} // namespace quayside::ui
