#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

// What each room may include beside itself; "core" means every room of core.
const std::map<std::string, Names> Floors{
    { "core/base", {} },
    { "core/model", { "core/base" } },
    { "core/api", { "core/base" } },
    { "core/net", { "core/base" } },
    { "core/database", { "core/base" } },
    { "core/client", { "core/net", "core/model", "core/api", "core/base" } },
    { "core/docker", { "core/relay", "core/net", "core/model", "core/base" } },
    { "core/history", { "core/database", "core/model", "core/base" } },
    { "core/store", { "core/database", "core/net", "core/model", "core/base" } },
    { "core/scheduler", { "core/model", "core/base" } },
    { "core/relay", { "core/base" } },
    { "core/agent", { "core/relay", "core/docker", "core/net", "core/model", "core/base" } },
    { "core/endpoints", { "core/net", "core/model", "core/base" } },
    { "core/images", { "core/files", "core/docker", "core/store", "core/net", "core/model", "core/base" } },
    { "core/files", { "core/docker", "core/net", "core/model", "core/base" } },
    { "core/control", { "core" } },
    { "ui/look", { "core/model", "core/base" } },
    { "ui/palette", { "ui/look", "core/base" } },
    { "ui/topology", { "ui/look", "core/model", "core/base" } },
    { "ui/session", { "ui/look", "core/client", "core/api", "core/model", "core/base" } },
    { "ui/tables", { "ui/session", "ui/look", "core/client", "core/api", "core/model", "core/base" } },
    { "ui/charts", { "ui/session", "ui/look", "core/client", "core/api", "core/model", "core/base" } },
    { "ui/forms", { "ui/session", "ui/look", "core/client", "core/api", "core/model", "core/base" } },
    { "ui/terminal", { "ui/look", "core/model", "core/base" } },
    { "ui/editor",
        { "ui/tables", "ui/forms", "ui/session", "ui/look", "core/client", "core/api", "core/model", "core/base" } },
    { "ui/pages",
        { "ui/editor", "ui/tables", "ui/charts", "ui/forms", "ui/terminal", "ui/topology", "ui/session", "ui/look",
            "core/client", "core/api", "core/model", "core/base" } },
    { "ui/shell", { "ui", "core/client", "core/api", "core/model", "core/base" } },
    { "app", { "ui", "core" } },
};

// Headers of libraries, and the files that may include them.
struct Door {
    std::string library;
    std::regex header;
    std::regex files;
    std::string where;
};
const std::vector<Door> Doors{
    { "Qt", std::regex("Q[A-Z].*"), std::regex("ui/.*|app/(desktop|start_log)\\..*|app/main\\.cpp"),
        "ui, app/desktop, app/start_log, app/main.cpp" },
    { "the file dialog", std::regex("QFileDialog"), std::regex("ui/look/file_chooser\\.cpp"),
        "ui/look/file_chooser.cpp" },
    { "QCustomPlot", std::regex("qcustomplot\\.h"), std::regex("ui/charts/.*"), "ui/charts" },
    { "libvterm", std::regex("vterm\\.h"), std::regex("ui/terminal/.*\\.cpp"), "ui/terminal/*.cpp" },
    { "QScintilla", std::regex("Qsci/.*"), std::regex("ui/forms/.*"), "ui/forms" },
    { "yaml-cpp", std::regex("yaml-cpp/.*"), std::regex("ui/editor/.*\\.cpp"), "ui/editor/*.cpp" },
    { "Boost", std::regex("boost/.*"), std::regex("core/net/.*\\.cpp"), "core/net/*.cpp" },
    { "curl", std::regex("curl/.*"), std::regex("core/net/.*\\.cpp"), "core/net/*.cpp" },
    { "OpenSSL", std::regex("openssl/.*"), std::regex("core/(net|agent)/.*\\.cpp"),
        "core/net/*.cpp, core/agent/*.cpp" },
    { "SQLite", std::regex("sqlite3.*"), std::regex("core/database/.*\\.cpp"), "core/database/*.cpp" },
    { "spdlog", std::regex("spdlog/.*"), std::regex("core/base/log\\.cpp"), "core/base/log.cpp" },
    { "libarchive", std::regex("archive(_entry)?\\.h"),
        std::regex("core/files/.*\\.cpp|core/docker/simulated_files\\.cpp"),
        "core/files/*.cpp, core/docker/simulated_files.cpp" },
    { "CLI11", std::regex("CLI/.*"), std::regex("app/options\\.cpp"), "app/options.cpp" },
};

std::string joined(const Names& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "nothing" : text;
}

// "core/store/store.h" is of core/store, "app/main.cpp" of app.
std::string room_of(const std::string& path)
{
    const auto folder = path.substr(0, path.rfind('/'));
    return folder.substr(0, folder.find('/', folder.find('/') + 1));
}

bool stands_in(const std::string& room, const std::string& place)
{
    return room == place || room.starts_with(place + "/");
}

std::string complaint_about_room(const std::string& file, const std::string& header)
{
    const auto room = room_of(file);
    const auto floor = Floors.find(room);
    if (floor == Floors.end())
        return file + " is in no room that this test knows";
    const auto& seen = floor->second;
    const auto target = room_of(header);
    const bool allowed = target == room
        || std::any_of(seen.begin(), seen.end(), [&](const auto& place) { return stands_in(target, place); });
    if (!Floors.contains(target))
        return file + " includes " + header + ": write it from the top, as in core/model/task.h";
    return allowed ? "" : file + " includes " + header + ": " + room + " may include " + joined(seen);
}

std::string complaint_about_library(const std::string& file, const std::string& header)
{
    for (const auto& door : Doors)
        if (std::regex_match(header, door.header) && !std::regex_match(file, door.files))
            return file + " includes " + header + ": " + door.library + " belongs in " + door.where;
    return "";
}

// One line of a file; empty when nothing is wrong with it.
std::string complaint(const std::string& file, const std::string& line)
{
    static const std::regex include("\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    std::smatch match;
    if (line.find("include") == std::string::npos || !std::regex_match(line, match, include))
        return "";
    const auto header = match[2].str();
    if (match[1] == "<")
        return complaint_about_library(file, header);
    return header.ends_with(".moc") ? "" : complaint_about_room(file, header);
}

struct Reading {
    int files = 0;
    int includes = 0;
    Names complaints;
};

Reading read_tree(const fs::path& top)
{
    Reading reading;
    for (const auto* floor : { "core", "ui", "app" }) {
        for (const auto& entry : fs::recursive_directory_iterator(top / floor)) {
            if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp")
                continue;
            ++reading.files;
            std::ifstream stream(entry.path());
            const auto file = fs::relative(entry.path(), top).string();
            for (std::string line; std::getline(stream, line);) {
                reading.includes += line.starts_with("#include");
                if (const auto text = complaint(file, line); !text.empty())
                    reading.complaints.push_back(text);
            }
        }
    }
    return reading;
}

} // namespace

class TestFloors : public QObject {
    Q_OBJECT

private slots:
    void every_include_leads_downwards()
    {
        const auto reading = read_tree(QUAYSIDE_SOURCE_DIR);
        QVERIFY(reading.files > 30);
        QVERIFY(reading.includes > reading.files);
        std::string text;
        for (const auto& line : reading.complaints)
            text += "\n" + line;
        QVERIFY2(reading.complaints.empty(), text.c_str());
    }

    void a_planted_violation_is_named_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* file, const char* line, const char* expected) {
            QTest::newRow(name) << QString(file) << QString(line) << QString(expected);
        };
        row("a room above", "core/scheduler/place.cpp", "#include \"core/store/store.h\"",
            "core/scheduler/place.cpp includes core/store/store.h: core/scheduler may include core/model, core/base");
        row("a room beside", "core/model/task.h", "#include \"core/api/shape.h\"",
            "core/model/task.h includes core/api/shape.h: core/model may include core/base");
        row("the window's way round its door", "ui/pages/task_page.cpp", "#include \"core/control/control_plane.h\"",
            "ui/pages/task_page.cpp includes core/control/control_plane.h: ui/pages may include ui/editor, ui/tables, "
            "ui/charts, ui/forms, ui/terminal, ui/topology, ui/session, ui/look, core/client, core/api, core/model, "
            "core/base");
        row("core above itself", "core/control/endpoint.h", "  #  include \"ui/look/theme.h\" // why",
            "core/control/endpoint.h includes ui/look/theme.h: core/control may include core");
        row("not from the top", "core/model/task.cpp", "#include \"task.h\"",
            "core/model/task.cpp includes task.h: write it from the top, as in core/model/task.h");
        row("a library behind another's door", "core/store/store.cpp", "#include <sqlite3.h>",
            "core/store/store.cpp includes sqlite3.h: SQLite belongs in core/database/*.cpp");
        row("a library in a header", "core/net/loop.h", "#include <boost/asio/io_context.hpp>",
            "core/net/loop.h includes boost/asio/io_context.hpp: Boost belongs in core/net/*.cpp");
        row("Qt in the core", "core/base/id.cpp", "#include <QString>",
            "core/base/id.cpp includes QString: Qt belongs in ui, app/desktop, app/start_log, app/main.cpp");
        row("a file dialog of its own", "ui/pages/log_pane.cpp", "#include <QFileDialog>",
            "ui/pages/log_pane.cpp includes QFileDialog: the file dialog belongs in ui/look/file_chooser.cpp");
        row("a room nobody planned", "core/extra/extra.cpp", "#include \"core/base/id.h\"",
            "core/extra/extra.cpp is in no room that this test knows");
        row("its own room", "core/model/task.cpp", "#include \"core/model/task.h\"", "");
        row("a room below", "app/main.cpp", "#include \"core/control/control_plane.h\"", "");
        row("the standard library", "core/base/id.cpp", "#include <string>", "");
    }

    void a_planted_violation_is_named()
    {
        QFETCH(QString, file);
        QFETCH(QString, line);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(complaint(file.toStdString(), line.toStdString())), expected);
    }
};

QTEST_GUILESS_MAIN(TestFloors)
#include "tst_floors.moc"
