#include "ui/charts/axes.h"

#include "ui/look/theme.h"

#include <qcustomplot.h>

namespace quayside::ui {

void style_axes(QCustomPlot& plot)
{
    plot.yAxis->grid()->setPen(QPen(colour(Role::ChartGrid), 1));
    plot.yAxis->grid()->setZeroLinePen(Qt::NoPen);
    for (QCPAxis* axis : { plot.xAxis, plot.yAxis }) {
        axis->setBasePen(QPen(colour(Role::Border), 1));
        axis->setTickPen(Qt::NoPen);
        axis->setTickLabelFont(font_of(Type::Tiny));
        axis->setTickLabelColor(colour(Role::Muted));
    }
    plot.yAxis->setTickLabelPadding(8);
    plot.xAxis->setTickLabelPadding(4);
}

} // namespace quayside::ui
