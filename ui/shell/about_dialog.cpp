#include "ui/shell/about_dialog.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/look/work.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QSysInfo>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

// As CMake found it: "Qt=6.4.2 Boost=1.81.0".
QString built_with(const QString& name)
{
    for (const auto& pair : QStringLiteral(QUAYSIDE_BUILT_WITH).split(u' '))
        if (pair.section(u'=', 0, 0) == name)
            return pair.section(u'=', 1);
    return {};
}

QString read(const QStringList& paths)
{
    for (const auto& path : paths)
        if (QFile file(path); file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    return {};
}

} // namespace

const std::vector<Component>& components()
{
    static const std::vector<Component> all = [] {
        std::vector<Component> list{
            { "Quayside", {}, "GPL-3.0-or-later", "quayside", {} },
            { "Qt", {}, "LGPL-3.0", "libqt6core6", { "libQt6" } },
            { "QCustomPlot", {}, "GPL-3.0-or-later", "libqcustomplot2.1", { "libQCustomPlot" } },
            { "QScintilla", {}, "GPL-3.0", "libqscintilla2-qt6-15", { "libqscintilla2" } },
            { "libvterm", {}, "MIT", "libvterm0", { "libvterm" } },
            { "yaml-cpp", {}, "MIT", "libyaml-cpp0.7", { "libyaml-cpp" } },
            { "Boost", {}, "BSL-1.0", "libboost1.81-dev", {} },
            { "libcurl", {}, "curl", "libcurl4", { "libcurl" } },
            { "SQLite", {}, "public domain", "libsqlite3-0", { "libsqlite3" } },
            { "libarchive", {}, "BSD-2-Clause", "libarchive13", { "libarchive" } },
            { "OpenSSL", {}, "Apache-2.0", "libssl3", { "libssl", "libcrypto" } },
            { "PCRE2", {}, "BSD-3-Clause", "libpcre2-8-0", { "libpcre2" } },
            { "nlohmann/json", {}, "MIT", "nlohmann-json3-dev", {} },
            { "spdlog", {}, "MIT", "libspdlog1.10", { "libspdlog" } },
            { "{fmt}", {}, "MIT", "libfmt9", { "libfmt" } },
            { "CLI11", {}, "BSD-3-Clause", "libcli11-dev", {} },
            { "GCC runtime", {}, "GPL-3.0 with GCC exception", "libstdc++6", { "libstdc++", "libgcc_s" } },
            { "GNU C library", {}, "LGPL-2.1", "libc6", { "libc.", "libm.", "ld-linux" } },
            { "Breeze icons", {}, "LGPL-3.0-or-later", "breeze-icon-theme", {} },
            { "Inter", {}, "OFL-1.1", "fonts-inter", {} },
            { "JetBrains Mono", {}, "OFL-1.1", "fonts-jetbrains-mono", {} },
        };
        for (auto& component : list)
            component.version = built_with(component.name);
        return list;
    }();
    return all;
}

AboutDialog::AboutDialog(const Installation& installation, QWidget* parent)
    : QDialog(parent)
    , list_(new QTreeWidget(this))
    , licence_(new QPlainTextEdit(this))
{
    setWindowTitle(tr("About Quayside"));
    setAttribute(Qt::WA_DeleteOnClose);
    facts_ = QStringList{ tr("Quayside %1").arg(from_utf8(installation.version)),
        tr("Built with Qt %1, runs with %2 on %3")
            .arg(QStringLiteral(QT_VERSION_STR), QString::fromLatin1(qVersion()), QSysInfo::prettyProductName()),
        tr("State: %1").arg(from_utf8(installation.state_directory)),
        tr("Endpoint: %1").arg(installation.endpoint.empty() ? tr("none") : from_utf8(installation.endpoint)) }
                 .join(u'\n');
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setToolTip(tr("Copy the versions and licences, for a report"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(make_head());
    column->addWidget(make_components(), 1);
    column->addWidget(buttons);
    resize(Theme::get().scaled(760), Theme::get().scaled(560));
    buttons->button(QDialogButtonBox::Close)->setFocus();
}

QWidget* AboutDialog::make_head()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    auto* mark = new QLabel(head);
    mark->setPixmap(app_mark(48, devicePixelRatioF()));
    mark->setAlignment(Qt::AlignTop);
    row->addWidget(mark);
    auto* text = new TextLabel(facts_ + u'\n'
            + tr("Quayside is free software under the GNU General Public License, version 3 or later: QCustomPlot and "
                 "QScintilla, which it links, are under the GPL themselves."),
        Type::Body, Role::Text, head);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    row->addWidget(text, 1);
    return head;
}

QWidget* AboutDialog::make_components()
{
    list_->setAccessibleName(tr("What Quayside is made of"));
    list_->setHeaderLabels({ tr("Name"), tr("Version"), tr("Licence") });
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    for (const auto& component : components())
        new QTreeWidgetItem(list_, { component.name, component.version, component.licence });
    for (int column = 0; column < list_->columnCount(); ++column)
        list_->resizeColumnToContents(column);
    licence_->setAccessibleName(tr("Text of the licence"));
    licence_->setReadOnly(true);
    licence_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    licence_->setFont(font_of(Type::MonoSmall));
    connect(list_, &QTreeWidget::currentItemChanged, this,
        [this](QTreeWidgetItem* item) { show_licence(list_->indexOfTopLevelItem(item)); });
    auto* splitter = new QSplitter(this);
    splitter->addWidget(list_);
    splitter->addWidget(licence_);
    splitter->setSizes({ 320, 400 });
    list_->setCurrentItem(list_->topLevelItem(0));
    return splitter;
}

// Debian keeps the texts beside each package; what is the GPL as a whole is there once for all.
void AboutDialog::show_licence(int row)
{
    const auto component = components().at(static_cast<std::size_t>(row));
    QStringList paths{ QStringLiteral("/usr/share/doc/%1/copyright").arg(component.package) };
    if (component.licence.startsWith("GPL-3.0"))
        paths << QStringLiteral("/usr/share/common-licenses/GPL-3");
    in_background(
        this, [paths] { return read(paths); },
        [this, row, component](const QString& text) {
            if (list_->indexOfTopLevelItem(list_->currentItem()) != row)
                return;
            licence_->setPlainText(text.isEmpty()
                    ? tr("%1 is under %2. Debian's package %3, which has the text, is not installed here.")
                          .arg(component.name, component.licence, component.package)
                    : text);
        });
}

QString AboutDialog::text() const
{
    QString text = facts_ + u'\n';
    for (const auto& component : components())
        text += QStringLiteral("%1 %2 (%3)\n").arg(component.name, component.version, component.licence);
    return text;
}

} // namespace quayside::ui
