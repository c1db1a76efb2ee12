#pragma once

#include "core/model/change_set.h"
#include "ui/pages/object_ref.h"
#include "ui/session/file_feed.h"
#include "ui/tables/row_model_of.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace quayside::ui {

class JobStrip;
class Session;
class TableView;
class TextLabel;

std::vector<Column<FileRow>> file_columns();

// The files of a task's containers: folders to walk through, what is in them to be copied here, and files of this
// machine to be copied there, by a button or by dropping them. GUI thread.
class FilesPane : public QWidget {
    Q_OBJECT

public:
    explicit FilesPane(Session& session, QWidget* parent = nullptr);

    void set_object(const ObjectRef& task);
    const ObjectRef& object() const { return ref_; }
    void take(const model::ChangeSet& changes);

    FileFeed& feed() { return feed_; }
    TableView* table() const { return table_; }
    QLineEdit* path() const { return path_; }
    void fetch_selected(); // asks where to
    void put(const QStringList& paths);

signals:
    void said(const QString& text); // for the status bar

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* make_strip();
    void fill_containers();
    void show_files();
    void show_buttons();
    void go_up();
    void open_row(int row);
    void ask_for_what_is_put(bool folder);
    // Asks about what would be replaced.
    void fetch(const std::vector<std::string>& names, const QString& directory);
    void ask_to_replace(const std::vector<std::string>& names, const QString& directory);
    void show_jobs();

    Session& session_;
    FileFeed feed_;
    RowModelOf<FileRow> rows_;
    ObjectRef ref_;
    QStringList containers_; // names
    QComboBox* container_;
    QLineEdit* path_;
    QToolButton* up_;
    TextLabel* note_; // that there is more
    QPushButton* fetch_;
    QPushButton* put_;
    QPushButton* put_folder_;
    TableView* table_;
    JobStrip* jobs_;
};

} // namespace quayside::ui
