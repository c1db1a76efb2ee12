#include "ui/palette/ranking.h"

#include "ui/palette/fuzzy.h"

#include <QCoreApplication>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostActions = 6;
constexpr std::size_t kMostObjects = 6;
constexpr std::size_t kMostUnavailable = 3;
constexpr std::size_t kMostAlone = 12; // where nothing else is looked for
constexpr int kRecent = 5'000;
constexpr int kMeant = 500; // a score of letters that stand together or begin words

struct ScopeWords {
    PaletteScope scope;
    char16_t prefix;
    const char* title;
};
constexpr ScopeWords kScopes[] = {
    { PaletteScope::Actions, u'>', QT_TRANSLATE_NOOP("Palette", "actions") },
    { PaletteScope::Objects, u'@', QT_TRANSLATE_NOOP("Palette", "objects") },
    { PaletteScope::Definitions, u'#', QT_TRANSLATE_NOOP("Palette", "task definitions") },
    { PaletteScope::Keys, u'?', QT_TRANSLATE_NOOP("Palette", "keys") },
};

constexpr const char* kSections[] = {
    QT_TRANSLATE_NOOP("Palette", "Can run now"),
    QT_TRANSLATE_NOOP("Palette", "Go to"),
    QT_TRANSLATE_NOOP("Palette", "Not available here"),
};

struct Scored {
    int score;
    std::size_t index;
};

QString text(const char* source)
{
    return QCoreApplication::translate("Palette", source);
}

// Where something has the letters together, what has them here and there was not meant.
void drop_far_fetched(std::vector<Scored>& scored)
{
    int best = 0;
    for (const auto& one : scored)
        best = std::max(best, one.score);
    if (best >= kMeant)
        std::erase_if(scored, [](const Scored& one) { return one.score < kMeant; });
}

void append_best(std::vector<PaletteHit>& hits, std::vector<Scored>& scored, PaletteSection section, std::size_t most)
{
    const auto end = scored.begin() + static_cast<std::ptrdiff_t>(std::min(most, scored.size()));
    std::ranges::partial_sort(scored, end,
        [](const Scored& a, const Scored& b) { return a.score != b.score ? a.score > b.score : a.index < b.index; });
    std::for_each(scored.begin(), end, [&](const Scored& one) { hits.push_back({ section, one.index }); });
}

std::vector<Scored> score_actions(
    const PaletteContent& content, const Fuzzy& fuzzy, const QStringList& recent, PaletteScope scope, bool can_run)
{
    std::vector<Scored> scored;
    for (std::size_t i = 0; i < content.actions.size(); ++i) {
        const auto& action = content.actions[i];
        if (action.reason.isEmpty() != can_run || (scope == PaletteScope::Keys && action.keys.isEmpty()))
            continue;
        int score = fuzzy.score(action.title.toLower());
        const auto since = recent.indexOf(action.title);
        if (score > 0 && fuzzy.empty() && since >= 0)
            score += kRecent - static_cast<int>(since);
        if (score > 0)
            scored.push_back({ score, i });
    }
    if (!fuzzy.empty())
        drop_far_fetched(scored);
    return scored;
}

std::vector<Scored> score_objects(const PaletteContent& content, const Fuzzy& fuzzy, PaletteScope scope)
{
    std::vector<Scored> scored;
    for (std::size_t i = 0; i < content.objects.size(); ++i) {
        const auto& object = content.objects[i];
        if (scope == PaletteScope::Definitions && !object.definition)
            continue;
        if (const int score = fuzzy.score(object.lower); score > 0)
            scored.push_back({ score, i });
    }
    if (!fuzzy.empty())
        drop_far_fetched(scored);
    return scored;
}

} // namespace

PaletteScope scope_of(const QString& typed)
{
    for (const auto& words : kScopes)
        if (typed.startsWith(QChar(words.prefix)))
            return words.scope;
    return PaletteScope::All;
}

QChar prefix_of(PaletteScope scope)
{
    const auto* words = std::ranges::find(kScopes, scope, &ScopeWords::scope);
    return words == std::end(kScopes) ? QChar() : QChar(words->prefix);
}

QString title_of(PaletteScope scope)
{
    const auto* words = std::ranges::find(kScopes, scope, &ScopeWords::scope);
    return words == std::end(kScopes) ? QString() : text(words->title);
}

QString title_of(PaletteSection section)
{
    return text(kSections[static_cast<std::size_t>(section)]);
}

std::vector<PaletteHit> rank(const PaletteContent& content, const QString& typed, const QStringList& recent)
{
    const auto scope = scope_of(typed);
    const bool all = scope == PaletteScope::All;
    const bool actions = scope == PaletteScope::Actions || scope == PaletteScope::Keys;
    const Fuzzy fuzzy(all ? typed : typed.mid(1));
    std::vector<PaletteHit> hits;
    if (all || actions) {
        auto scored = score_actions(content, fuzzy, recent, scope, true);
        append_best(hits, scored, PaletteSection::CanRun, all ? kMostActions : kMostAlone);
    }
    if (all ? !fuzzy.empty() : !actions) {
        auto scored = score_objects(content, fuzzy, scope);
        append_best(hits, scored, PaletteSection::Objects, all ? kMostObjects : kMostAlone);
    }
    if (all ? !fuzzy.empty() : actions) {
        auto scored = score_actions(content, fuzzy, recent, scope, false);
        append_best(hits, scored, PaletteSection::NotAvailable, all ? kMostUnavailable : kMostAlone);
    }
    return hits;
}

} // namespace quayside::ui
