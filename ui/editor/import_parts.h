#pragma once

#include "ui/editor/import.h"

#include <QStringList>

#include <cstdint>
#include <optional>

// What docker run lines and compose files have in common: how ports, volumes, sizes and times are written.
namespace quayside::ui {

std::optional<std::int64_t> mebibytes_in(const QString& size); // "512m", "1g", "536870912", "1.5gb"
std::optional<std::int64_t> seconds_in(const QString& duration); // "1m30s", "30s", "500ms", "30"
QStringList split_shell(const QString& line); // words, with quotes and backslashes taken away

// Each adds to the container (and the document's volumes), and to the report.
void add_port(Imported& imported, Json& container, const QString& source, const QString& port);
void add_mount(
    Imported& imported, Json& container, const QString& source, const QString& from, const QString& to, bool read_only);
void add_mount_text(Imported& imported, Json& container, const QString& source, const QString& volume);
void add_environment(Imported& imported, Json& container, const QString& source, const QString& assignment);
void set_memory(Imported& imported, Json& container, const QString& source, const char* member, const QString& size);
void set_cpus(Imported& imported, Json& container, const QString& source, const QString& cpus);
void set_restart(Imported& imported, Json& container, const QString& source, const QString& policy);
void set_text(Imported& imported, Json& container, const QString& source, const char* member, const QString& value);
void set_list(
    Imported& imported, Json& container, const QString& source, const char* member, const QStringList& values);

// What a task needs that the source may not have said.
void complete(Imported& imported, const QString& family);

} // namespace quayside::ui
