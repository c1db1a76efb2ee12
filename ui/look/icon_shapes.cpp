#include "ui/look/icon_shapes.h"

#include <QHash>

namespace quayside::ui {

QByteArray glyph_shape(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Cluster:
        return R"(<path d="M5.6 2.6h4.8v3.8H5.6zM2.1 9.1h4.8v4.3H2.1zM9.1 9.1h4.8v4.3H9.1zM8 6.4v1.4M4.5 9.1V7.8h7v1.3"/>)";
    case Glyph::Service:
        return R"(<rect x="2.5" y="2.5" width="11" height="4" rx="1"/><rect x="2.5" y="9.5" width="11" height="4" rx="1"/><path class="f" d="M4.4 4h1.2v1H4.4zM4.4 11h1.2v1H4.4z"/>)";
    case Glyph::Task:
        return R"(<rect x="2.5" y="2.5" width="11" height="11" rx="1.5"/><path class="f" d="M6.4 5.4L10.6 8l-4.2 2.6z"/>)";
    case Glyph::Instance:
        return R"(<rect x="2.5" y="2.5" width="11" height="11" rx="1"/><path d="M2.5 9.5h11M4.8 11.6h2.4"/>)";
    case Glyph::TaskDefinition:
        return R"(<path d="M3.6 1.9h5.6l3.2 3.2v9H3.6z M9 2v3.4h3.4 M5.8 8.1h4.4M5.8 10.8h4.4"/>)";
    case Glyph::Deployment:
        return R"(<path d="M8 10.2V2.6M5 5.4l3-2.9 3 2.9M2.6 9.4v4h10.8v-4"/>)";
    case Glyph::Event:
        return R"(<path d="M2.4 4.1h11.2M2.4 8h7.8M2.4 11.9h9.6"/>)";
    case Glyph::Image:
        return R"(<path d="M8 1.9l5.4 3v6.2L8 14.1l-5.4-3V4.9zM2.6 4.9L8 8l5.4-3.1M8 8v6.1"/>)";
    case Glyph::Network:
        return R"(<path d="M8 5.1v3L4.7 10.6M8 8.1l3.3 2.5"/><circle cx="8" cy="3.5" r="1.6"/><circle cx="3.5" cy="12" r="1.6"/><circle cx="12.5" cy="12" r="1.6"/>)";
    case Glyph::Overview:
        return R"(<path d="M2.5 9.5h2v4h-2zM7 6h2v7.5H7zM11.5 2.5h2v11h-2z"/>)";
    case Glyph::SavedView:
        return R"(<path d="M2.3 2.9h11.4L9.4 8.2v5.2l-2.8-1.6V8.2z"/>)";
    case Glyph::Zone:
        return R"(<path stroke-dasharray="2 1.6" d="M2.6 2.6h10.8v10.8H2.6z"/><path class="f" d="M6 6h4v4H6z"/>)";
    case Glyph::Topology:
        return R"(<path d="M2.5 2.5h4v6h-4zM9.5 2.5h4v3h-4zM9.5 8.5h4v5h-4zM2.5 11.5h4v2h-4z"/>)";
    case Glyph::Explain:
        return R"(<circle cx="8" cy="8" r="5.8"/><path d="M6.2 6.4c0-1 .8-1.7 1.8-1.7s1.8.7 1.8 1.6c0 1.4-1.8 1.4-1.8 2.7"/><path class="f" d="M7.3 10.4h1.4v1.3H7.3z"/>)";
    case Glyph::WhatIf:
        return R"(<path stroke-dasharray="2 1.6" d="M2.6 5.6h7.8v7.8H2.6z"/><path d="M11.6 1.6v4.4M9.4 3.8h4.4"/>)";
    case Glyph::Volume:
        return R"(<ellipse cx="8" cy="4" rx="5.2" ry="2"/><path d="M2.8 4v8c0 1.1 2.3 2 5.2 2s5.2-.9 5.2-2V4M2.8 8c0 1.1 2.3 2 5.2 2s5.2-.9 5.2-2"/>)";
    case Glyph::SecretKey:
        return R"(<circle cx="4.9" cy="8" r="2.7"/><path d="M7.6 8h6v2.6M11 8v2"/>)";
    case Glyph::HealthCheck:
        return R"(<path d="M1.8 8.4h3l1.6-4.2 2.8 7.8 1.7-3.6h3.3"/>)";
    case Glyph::Port:
        return R"(<path d="M2.6 2.6h10.8v10.8H2.6zM5.2 10.6V6.8h1.5V5.3h2.6v1.5h1.5v3.8z"/>)";
    case Glyph::Star:
        return R"(<path class="f" d="M8 1.8l1.9 4 4.3.5-3.2 3 .9 4.3L8 11.5l-3.9 2.1.9-4.3-3.2-3 4.3-.5z"/>)";
    case Glyph::TakeArrow:
        return R"(<path d="M2.6 8h10M9 4.6L12.6 8 9 11.4"/>)";
    case Glyph::Close:
        return R"(<path d="M4 4l8 8M12 4l-8 8"/>)";
    case Glyph::Terminal:
        return R"(<path d="M1.9 2.9h12.2v10.2H1.9zM4.3 5.8L6.5 8l-2.2 2.2M7.8 10.4h3.6"/>)";
    case Glyph::Engine:
        return R"(<path d="M2.6 3.1h10.8v8.2H2.6zM2.6 9.2h10.8M5 13.4h6"/>)";
    case Glyph::Container:
        return R"(<path d="M1.9 4.4h12.2v7.8H1.9zM5 6.6v3.4M8 6.6v3.4M11 6.6v3.4"/>)";
    }
    return {};
}

QByteArray stand_in_shape(const QString& theme_name)
{
    static const QHash<QString, QByteArray> shapes = {
        { "go-previous", R"(<path d="M10 3L5 8l5 5"/>)" },
        { "go-next", R"(<path d="M6 3l5 5-5 5"/>)" },
        { "go-up", R"(<path d="M3 10l5-5 5 5"/>)" },
        { "go-down", R"(<path d="M3 6l5 5 5-5"/>)" },
        { "list-add", R"(<path d="M8 3v10M3 8h10"/>)" },
        { "list-remove", R"(<path d="M3 8h10"/>)" },
        { "system-run", R"(<path d="M2.6 3.1h10.8v9.8H2.6zM6.4 5.4L10.6 8l-4.2 2.6z"/>)" },
        { "process-stop", R"(<circle cx="8" cy="8" r="5.6"/><path d="M5 8h6"/>)" },
        { "edit-delete", R"(<path d="M3 4.4h10M6 4.4V2.6h4v1.8M4.4 4.4l.6 9h6l.6-9"/>)" },
        { "view-refresh", R"(<path d="M12.8 6A5.2 5.2 0 1 0 13.2 9M13.2 2.6V6.2H9.6"/>)" },
        { "edit-find", R"(<circle cx="6.8" cy="6.8" r="4.2"/><path d="M10 10l3.6 3.6"/>)" },
        { "view-filter", R"(<path d="M2.3 2.9h11.4L9.4 8.2v5.2l-2.8-1.6V8.2z"/>)" },
        { "edit-clear", R"(<path d="M5.4 3.6h8v8.8h-8L1.9 8zM7.6 6.2l3.6 3.6M11.2 6.2L7.6 9.8"/>)" },
        { "bookmarks", R"(<path d="M4.2 2.2h7.6v11.4L8 10.6l-3.8 3z"/>)" },
        { "configure",
            R"(<path d="M2.2 5h6.2M11.4 5h2.4M2.2 11h2.4M7.6 11h6.2"/><circle cx="9.9" cy="5" r="1.5"/><circle cx="6.1" cy="11" r="1.5"/>)" },
        { "application-menu", R"(<path d="M2.6 4h10.8M2.6 8h10.8M2.6 12h10.8"/>)" },
        { "tab-detach", R"(<path d="M7 3.1H2.6v10.3h10.3V9M9 2.6h4.4V7M13.4 2.6L7.8 8.2"/>)" },
        { "view-split-left-right", R"(<path d="M2.6 2.6h10.8v10.8H2.6zM8 2.6v10.8"/>)" },
        { "media-playback-pause", R"(<path class="f" d="M4 3h2.6v10H4zM9.4 3H12v10H9.4z"/>)" },
        { "media-playback-start", R"(<path class="f" d="M4 2.6L13 8l-9 5.4z"/>)" },
        { "document-export", R"(<path d="M7 2H3.6v12h8.8v-3M7.4 8h6.4M11 5.2L13.8 8 11 10.8"/>)" },
        { "document-import", R"(<path d="M7 2H3.6v12h8.8v-3M13.8 8H7.4M10.2 5.2L7.4 8l2.8 2.8"/>)" },
        { "document-save", R"(<path d="M2.6 2.6h8.6l2.2 2.2v8.6H2.6zM5 2.6v3.6h5V2.6M4.8 13.4V9h6.4v4.4"/>)" },
        { "document-open", R"(<path d="M2.2 13V3.4h4l1.4 1.8h5.2V7M2.2 13l2-6h9.6l-2 6z"/>)" },
        { "document-edit", R"(<path d="M3 13l.6-2.8L10.8 3 13 5.2l-7.2 7.2z"/>)" },
        { "edit-paste", R"(<path d="M3.6 3h8.8v10.6H3.6zM6 2h4v2H6zM6 7.4h4M6 10h4"/>)" },
        { "edit-copy", R"(<path d="M5.4 5.4h8v8h-8zM10.6 5.4V2.6h-8v8h2.8"/>)" },
        { "edit-undo", R"(<path d="M6 3L2.8 6.2 6 9.4M2.8 6.2h6.4a3.6 3.6 0 0 1 0 7.2H6"/>)" },
        { "edit-redo", R"(<path d="M10 3l3.2 3.2L10 9.4M13.2 6.2H6.8a3.6 3.6 0 0 0 0 7.2H10"/>)" },
        { "vcs-diff", R"(<path d="M2.6 2.6h4.6v10.8H2.6zM8.8 2.6h4.6v10.8H8.8zM3.8 5.4H6M10 8h2.2"/>)" },
        { "swap-panels", R"(<path d="M2.6 5.4h10M9.8 2.6l2.8 2.8-2.8 2.8M13.4 10.6h-10M6.2 7.8l-2.8 2.8 2.8 2.8"/>)" },
        { "node-add", R"(<circle cx="5.6" cy="8" r="3"/><path d="M12 5.4v5.2M9.4 8h5.2"/>)" },
        { "draw-connector", R"(<path d="M2.6 2.6h3.8v3.8H2.6zM9.6 9.6h3.8v3.8H9.6zM4.5 6.4v5.1h5.1"/>)" },
        { "zoom-in", R"(<circle cx="6.8" cy="6.8" r="4.2"/><path d="M10 10l3.6 3.6M6.8 5v3.6M5 6.8h3.6"/>)" },
        { "zoom-out", R"(<circle cx="6.8" cy="6.8" r="4.2"/><path d="M10 10l3.6 3.6M5 6.8h3.6"/>)" },
        { "zoom-fit-best",
            R"(<path d="M2.6 5.6v-3h3M10.4 2.6h3v3M13.4 10.4v3h-3M5.6 13.4h-3v-3M5.6 5.6h4.8v4.8H5.6z"/>)" },
        { "go-jump", R"(<path d="M2.6 12V6.6h8.6M8.4 3.6l3 3-3 3"/>)" },
        { "clock", R"(<circle cx="8" cy="8" r="5.6"/><path d="M8 4.6V8l2.4 1.6"/>)" },
        { "office-chart-line", R"(<path d="M2.6 2.6v10.8h10.8M4.6 10.6l2.6-3.6 2.4 1.8 3.4-4.6"/>)" },
        { "object-unlocked", R"(<path d="M3.6 7.4h8.8v6H3.6zM5.4 7.4V4.8a2.6 2.6 0 0 1 5-1"/>)" },
        { "object-locked", R"(<path d="M3.6 7.4h8.8v6H3.6zM5.4 7.4V4.8a2.6 2.6 0 0 1 5.2 0v2.6"/>)" },
        { "notifications",
            R"(<path d="M3.4 11.4c1.4-1.2 1-3.4 1.2-5a3.4 3.4 0 0 1 6.8 0c.2 1.6-.2 3.8 1.2 5zM6.8 13.6h2.4"/>)" },
        { "help-contents",
            R"(<circle cx="8" cy="8" r="5.6"/><path d="M6.2 6.4c0-1 .8-1.7 1.8-1.7s1.8.7 1.8 1.6c0 1.4-1.8 1.4-1.8 2.7M8 10.6v1"/>)" },
        { "help-hint", R"(<circle cx="8" cy="8" r="5.6"/><path d="M8 7.2v4M8 4.6v1"/>)" },
        { "view-list-tree", R"(<path d="M2.6 3.4h3M4 3.4v8.4h3M4 7.6h3M8.4 3.4h5M8.4 7.6h5M8.4 11.8h5"/>)" },
        { "dialog-ok", R"(<path d="M3 8.6L6.4 12 13 4.4"/>)" },
        { "dialog-cancel", R"(<path d="M4 4l8 8M12 4l-8 8"/>)" },
    };
    return shapes.value(theme_name);
}

QByteArray mark_shape()
{
    return R"(<path class="f" d="M3 1h2v2l9 2h1v2H5v6h4v2H1v-2h2V7H1V5h2z"/><path class="f" d="M11 7h1v1h2v4H9V8h2z"/>)"
           R"(<path class="f" d="M10 14h5v1h-5z"/>)";
}

QByteArray svg_document(const QByteArray& shape, const QColor& colour)
{
    const QByteArray ink = colour.name().toLatin1();
    QByteArray inside = shape;
    inside.replace("class=\"f\"", "fill=\"" + ink + "\" stroke=\"none\"");
    return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">)"
           R"(<g fill="none" stroke=")"
        + ink + R"(" stroke-width="1.2" stroke-linejoin="round" stroke-linecap="round">)" + inside + "</g></svg>";
}

} // namespace quayside::ui
