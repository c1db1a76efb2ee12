#pragma once

#include <QComboBox>
#include <QStringList>

#include <string>
#include <vector>

namespace quayside::ui {

class Session;

// On which engine something is done: one of those that are connected, or on all of them.
class EngineBox : public QComboBox {
    Q_OBJECT
public:
    // `only`: among these; empty: among all.
    EngineBox(const Session& session, const QStringList& only, QWidget* parent = nullptr);

    std::vector<std::string> chosen() const; // names; none where no engine is connected

private:
    QStringList names_;
};

} // namespace quayside::ui
