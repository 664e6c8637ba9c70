"""Reading facts out of other people's words: places, education levels, kinds of employment. Pure and clockless."""
