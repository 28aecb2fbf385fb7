"""What each paper says, apart from how it is printed or filled into a workbook."""
