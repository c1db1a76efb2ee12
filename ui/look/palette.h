#pragma once

#include <QColor>
#include <QString>

#include <array>

namespace quayside::ui {

// What a colour is for. Nothing outside this room names a colour in any other way.
enum class Role {
    Window, // ground of everything that is not Base
    Base, // ground of tables, trees, fields and charts
    Alt, // chips, code band, empty bar track
    Button,
    Text,
    Muted, // units, ids, ages, labels, draining, stopped
    Disabled, // only for controls that cannot be used
    Accent, // selection bar, links, focus, used series, primary button
    OnAccent, // text on Accent
    Healthy,
    Warning,
    Error,
    Pending,
    HealthyBg,
    WarningBg,
    ErrorBg,
    PendingBg,
    AccentBg, // quick filter on, pending changes, changed cells
    Selection, // a tint: text keeps its own colour on it
    SelectionInactive,
    Hover,
    Border,
    FieldBorder,
    RowLine,
    ChartGrid,
    SearchHit,
    Context, // the sample colour of a cluster
    Shadow, // with its alpha
};
inline constexpr int kRoles = static_cast<int>(Role::Shadow) + 1;

enum class Scheme { Light, Dark, HighContrastLight, HighContrastDark };

// Colours that tell services apart; never state. The last one is for fills only.
inline constexpr int kHues = 9;

// The colours of one scheme. Immutable data.
class Palette {
public:
    static const Palette& of(Scheme scheme);

    const QColor& operator[](Role role) const { return colours_[static_cast<std::size_t>(role)]; }
    const QColor& hue(int index) const { return hues_[static_cast<std::size_t>(index) % kHues]; }
    const QColor& hue_of(const QString& name) const; // stable: a hash of the name
    Scheme scheme() const { return scheme_; }
    bool is_dark() const { return scheme_ == Scheme::Dark || scheme_ == Scheme::HighContrastDark; }
    bool is_high_contrast() const { return scheme_ >= Scheme::HighContrastLight; }

private:
    Palette(Scheme scheme, const std::array<QRgb, kRoles>& colours, const std::array<QRgb, kHues>& hues);

    Scheme scheme_;
    std::array<QColor, kRoles> colours_;
    std::array<QColor, kHues> hues_;
};

// The contrast ratio of two opaque colours after WCAG 2: 1 to 21.
double contrast(const QColor& a, const QColor& b);

// `top` with `alpha` (0 to 1) over `ground`.
QColor blend(const QColor& top, const QColor& ground, double alpha);

} // namespace quayside::ui
