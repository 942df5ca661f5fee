"""The printing house: turns a record into semantic HTML, and that into PDF and DOCX."""
