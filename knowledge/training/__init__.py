"""How meaning.npz is made. Needs the `training` extra; no runtime code imports it.

    pip download --no-deps ja-ginza && unzip -q ja_ginza-*.whl -d ginza
    python -m knowledge.training.meaning --ginza ginza
    python -m eval.bench.fit_answering

`faq/` holds sheets of fictitious businesses, a file a trade: entries, questions to them in
callers' own words (`asked`), and near ones that no entry answers (`unwritten`). To make the search
at home in another trade, add a sheet there.
"""
