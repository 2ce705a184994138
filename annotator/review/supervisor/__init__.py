"""The supervisor's report: what is in it, its drawings, and the page that is made of them."""
