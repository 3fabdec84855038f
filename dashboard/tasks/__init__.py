"""Long work beside the page, in processes of its own."""
