#include "ui/look/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <string_view>
#include <utility>

namespace quayside::resources {
extern const std::string_view translation_de;
extern const std::string_view translation_en;
} // namespace quayside::resources

namespace quayside::ui {

namespace {

void install(std::string_view compiled)
{
    auto* translator = new QTranslator(qApp);
    const auto* bytes = reinterpret_cast<const uchar*>(compiled.data());
    if (translator->load(bytes, static_cast<int>(compiled.size())))
        QCoreApplication::installTranslator(translator);
}

// The words of Qt itself: those of its buttons and of what a field offers by its menu.
void install_qt(const QString& code)
{
    auto* translator = new QTranslator(qApp);
    if (translator->load("qtbase_" + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(translator);
}

bool is_known(const QString& code)
{
    return std::ranges::any_of(languages(), [&](const Language& language) { return language.code == code; });
}

QString language_of_system()
{
    for (const auto& name : QLocale::system().uiLanguages())
        if (const auto code = name.section(u'-', 0, 0); is_known(code))
            return code;
    return languages().front().code;
}

} // namespace

const std::vector<Language>& languages()
{
    static const std::vector<Language> all{ { "en", "English" }, { "de", "Deutsch" } };
    return all;
}

void install_english()
{
    static bool installed = false;
    if (!std::exchange(installed, true))
        install(resources::translation_en);
}

void install_language(const QString& wanted)
{
    const auto code = is_known(wanted) ? wanted : language_of_system();
    const QLocale locale(code);
    if (locale.language() != QLocale::system().language())
        QLocale::setDefault(locale);
    install_english();
    if (code == QLatin1String("de")) {
        install_qt(code);
        install(resources::translation_de);
    }
}

} // namespace quayside::ui
