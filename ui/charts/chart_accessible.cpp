#include "ui/charts/chart_accessible.h"

#include "ui/charts/chart.h"

#include <QAccessibleWidget>

namespace quayside::ui {

namespace {

// Labels and plot inside say nothing that the description does not: no children.
class ChartAccessible : public QAccessibleWidget {
public:
    explicit ChartAccessible(Chart* chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
        , chart_(chart)
    {
    }

    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Description ? chart_->description() : QAccessibleWidget::text(what);
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }

private:
    Chart* chart_;
};

QAccessibleInterface* make_interface(const QString& name, QObject* object)
{
    if (name != QLatin1String(Chart::staticMetaObject.className()))
        return nullptr;
    auto* chart = qobject_cast<Chart*>(object);
    return chart == nullptr ? nullptr : new ChartAccessible(chart);
}

} // namespace

void install_chart_accessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(make_interface);
        return true;
    }();
    static_cast<void>(installed);
}

} // namespace quayside::ui
