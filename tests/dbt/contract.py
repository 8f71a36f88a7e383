"""The tables researchers query: names and types; columns may be added, none changed or dropped. Data, no logic."""

V, N, D, B, DATE, KRW = "VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "DECIMAL(20,0)"

SOURCE = {
    "document_id": V, "page_no": N, "x0": D, "top": D, "x1": D, "bottom": D, "quote": V, "block_id": V, "rule": V,
    "stated_in": V, "duplicate_of": V,
}  # fmt: skip

TABLES = {
    "fct_budgets": {
        "budget_id": V, "round_id": V, "project_id": V, "sub_area": V, "programme": V, "instrument": V,
        "instrument_label": V, "fiscal_year": N, "period_start_year": N, "period_end_year": N,
        "programme_start_year": N, "programme_end_year": N, "amount_krw": KRW, "amount_printed": V, "amount_type": V,
        "fund_source": V, "budget_stage": V, "status": V, "is_new": B, "role": V, "parent_budget_id": V,
        "is_additive": B, "agency_id": V, **SOURCE,
    },
    "fct_kpis": {
        "kpi_id": V, "round_id": V, "project_id": V, "sub_area": V, "indicator": V, "indicator_id": V, "value": D,
        "value_low": D, "value_high": D, "unit": V, "value_printed": V, "unit_printed": V, "period_start": DATE,
        "period_end": DATE, "value_type": V, "tier": V, "pair_kpi_id": V, **SOURCE,
    },
    "fct_milestones": {
        "milestone_id": V, "round_id": V, "project_id": V, "sub_area": V, "description": V, "period_start": DATE,
        "period_end": DATE, "granularity": V, "is_ongoing": B, "kind": V, **SOURCE,
    },
    "dim_plan_round": {
        "round_id": V, "series": V, "round_no": None, "title": V, "published_on": DATE, "document_id": V,
    },
    "dim_document": {
        "document_id": V, "file_name": V, "sha256": V, "page_count": None, "producer": V, "meeting": V,
        "document_no": V, "issuer": V, "ingested_at": None,
    },
    "dim_project": {
        "project_id": V, "project_name": V, "lead_project": V, "sector": V, "sector_label": V, "lead_agency_id": V,
        "first_round_id": V,
    },
    "dim_project_name": {
        "project_id": V, "name": V, "kind": V, "valid_from_round_id": V, "valid_to_round_id": V,
    },
    "dim_agency": {"agency_id": V, "name": V, "short_names": None, "kind": V},
    "bridge_project_agency": {"project_id": V, "round_id": V, "agency_id": V, "role": V},
    "dim_indicator": {"indicator_id": V},
    "dim_unit": {"unit": V},
    "review_queue": {"quote": V, "page_no": N, "x0": D, "top": D, "x1": D, "bottom": D, "reason": V},
    "reconciliation": {"printed": D, "computed": D, "holds": B},
    "coverage": {"document_id": V, "family": V},
}  # fmt: skip  # None: the type is free

ALLOWED = {
    ("fct_budgets", "instrument"): {
        "rnd", "demonstration", "infrastructure", "international", "finance", "workforce", "export", "ai_transition",
        "consulting", "production", "copyright", "telemedicine", "commercialisation", "other",
    },
    ("fct_budgets", "amount_type"): {
        "appropriation", "state_contribution", "fund_size", "guarantee", "investment_made", "revenue", "delta",
    },
    ("fct_budgets", "fund_source"): {"national", "local", "private", "other"},
    ("fct_budgets", "budget_stage"): {"proposal", "final", "settled"},
    ("fct_budgets", "status"): {"past", "planned"},
    ("fct_budgets", "role"): {"total", "component", "standalone"},
    ("fct_kpis", "value_type"): {"target", "baseline", "actual", "forecast", "spec"},
    ("fct_kpis", "tier"): {"headline", "activity", "context"},
    ("fct_milestones", "granularity"): {"day", "month", "quarter", "half", "year", "range", "deadline"},
    ("fct_milestones", "kind"): {"schedule", "target_box", "body", "past"},
    **{(t, "stated_in"): {"summary", "body", "schedule"} for t in ("fct_budgets", "fct_kpis", "fct_milestones")},
    ("dim_project_name", "kind"): {"summary", "chapter", "tag", "announcement"},
    ("dim_agency", "kind"): {
        "ministry", "institute", "university", "company", "association", "hospital", "investor",
    },
    ("bridge_project_agency", "role"): {"lead", "support", "member"},
    ("coverage", "family"): {"money", "quantity", "date"},
    ("review_queue", "family"): {"money", "quantity", "date"},
}  # fmt: skip
