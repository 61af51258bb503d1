FIGURES = dict.fromkeys(("drawn","contaminated","innocent","guilty","replays"), lambda found: len(found))
def page(figures, command): return str(figures)
