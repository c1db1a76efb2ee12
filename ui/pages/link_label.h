#pragma once

#include "ui/look/text_link.h"
#include "ui/pages/object_ref.h"

namespace quayside::ui {

// A link that opens an object.
class LinkLabel : public TextLink {
    Q_OBJECT

public:
    explicit LinkLabel(QWidget* parent = nullptr);
    void set_target(const QString& text, const ObjectRef& target);

signals:
    void opened(const quayside::ui::ObjectRef& ref);

private:
    ObjectRef target_;
};

} // namespace quayside::ui
