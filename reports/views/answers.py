"""A paper as an HTTP answer: the PDF in the browser, or a page that says why there is none."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from budgetplan.documents.pdf import PDF_TYPE, RenderingFailed


def pdf_answer(request, make, *, name, year, crumb, again, workbook=""):
    """The PDF (bytes) that `make()` returns, shown in the browser under the file name `name`.

    Where it can't be rendered, a page of status 503 inside the FiscalYear `year` says so; `crumb` is (address, text) of
    the page the paper belongs to, `again` the paper's own address, `workbook` that of the same figures in Excel.
    """
    try:
        pdf = make()
    except RenderingFailed as failure:
        context = {"year": year, "crumb": crumb, "again": again, "workbook": workbook, "failure": str(failure)}
        return render(request, "reports/rendering_failed.html", context, status=503)
    return pdf_file(pdf, name)


def pdf_file(pdf, name):
    """PDF bytes shown in the browser, called `name`.pdf when saved."""
    disposition = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    return HttpResponse(pdf, content_type=PDF_TYPE, headers={"Content-Disposition": disposition})
