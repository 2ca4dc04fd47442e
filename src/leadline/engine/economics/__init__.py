"""Growth and profit: what drivers become, period by period, and what drives them."""
