#include "ui/pages/link_label.h"

namespace quayside::ui {

LinkLabel::LinkLabel(QWidget* parent)
    : TextLink({}, parent)
{
    // A copy: where it leads to may take this label's place.
    connect(this, &QAbstractButton::clicked, this, [this] { emit opened(ObjectRef(target_)); });
}

void LinkLabel::set_target(const QString& text, const ObjectRef& target)
{
    target_ = target;
    setText(text);
    setAccessibleName(tr("Open %1").arg(text));
    setToolTip(tr("Show %1").arg(text));
    updateGeometry();
    update();
}

} // namespace quayside::ui
