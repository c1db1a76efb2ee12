#include "ui/editor/canvas.h"

#include <QAccessibleWidget>

#include <memory>

namespace quayside::ui {

namespace {

using Kind = CanvasTarget::Kind;

// One thing on the canvas: it has a name, a place, and can be chosen.
class ThingAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ThingAccessible(Canvas* canvas, int place)
        : canvas_(canvas)
        , place_(place)
    {
    }

    bool isValid() const override { return canvas_ != nullptr && target().kind != Kind::None; }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(canvas_); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override { }

    QRect rect() const override
    {
        const auto box = canvas_->mapFromScene(canvas_->box_of(target())).boundingRect();
        return { canvas_->viewport()->mapToGlobal(box.topLeft()), box.size() };
    }

    QString text(QAccessible::Text what) const override
    {
        if (what == QAccessible::Name)
            return canvas_->name_of(target());
        if (what == QAccessible::Description && target().kind == Kind::Container)
            return description_of(canvas_->graph(), target().index);
        return {};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        state.selected = canvas_->selection() == target();
        state.focused = state.selected && canvas_->hasFocus();
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return { pressAction() }; }
    void doAction(const QString& name) override
    {
        if (name == pressAction())
            emit canvas_->edit_wanted(target());
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    CanvasTarget target() const
    {
        const auto all = canvas_->sequence();
        return place_ < static_cast<int>(all.size()) ? all[static_cast<std::size_t>(place_)] : CanvasTarget{};
    }

    Canvas* canvas_;
    int place_;
};

class CanvasAccessible : public QAccessibleWidget {
public:
    explicit CanvasAccessible(Canvas* canvas)
        : QAccessibleWidget(canvas, QAccessible::List)
        , canvas_(canvas)
    {
    }
    ~CanvasAccessible() override
    {
        for (const auto id : things_)
            QAccessible::deleteAccessibleInterface(id);
    }

    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Description ? summary_of(canvas_->graph()) : QAccessibleWidget::text(what);
    }
    int childCount() const override { return static_cast<int>(canvas_->sequence().size()); }
    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (static_cast<int>(things_.size()) <= index)
            things_.push_back(QAccessible::registerAccessibleInterface(
                new ThingAccessible(canvas_, static_cast<int>(things_.size()))));
        return QAccessible::accessibleInterface(things_[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* thing) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (child(i) == thing)
                return i;
        return -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (child(i)->rect().contains(x, y))
                return child(i);
        return nullptr;
    }
    QAccessibleInterface* focusChild() const override
    {
        const auto all = canvas_->sequence();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (canvas_->hasFocus() && all[i] == canvas_->selection())
                return child(static_cast<int>(i));
        return QAccessibleWidget::focusChild();
    }

private:
    Canvas* canvas_;
    mutable std::vector<QAccessible::Id> things_;
};

QAccessibleInterface* make_interface(const QString& name, QObject* object)
{
    if (name != QLatin1String(Canvas::staticMetaObject.className()))
        return nullptr;
    auto* canvas = qobject_cast<Canvas*>(object);
    return canvas == nullptr ? nullptr : new CanvasAccessible(canvas);
}

} // namespace

void install_canvas_accessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(make_interface);
        return true;
    }();
    static_cast<void>(installed);
}

} // namespace quayside::ui
