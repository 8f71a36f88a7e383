{#- How a model becomes a table or view, and a CSV file a table: in one statement, comments included.

    `kplan build` makes every warehouse anew in a file nobody reads yet, so nothing has to be renamed into place, dropped
    or asked of the catalogue first: that took two thirds of dbt's own time. By hand, on a file that has the models
    already, what is there is dropped first, in the same transaction. Hooks and grants are not supported. -#}

{#- "comment on …" for a relation and for each of its described columns; a described column that is not there is an error. -#}
{% macro comments(relation, is_view=false) %}
  {%- if config.persist_relation_docs() and model.description %}
    comment on {{ 'view' if is_view else 'table' }} {{ relation }} is {{ duckdb_escape_comment(model.description) }};
  {%- endif %}
  {%- if config.persist_column_docs() and not (is_view and adapter.is_ducklake(relation)) %}{# it keeps none on views' columns #}
    {%- for column in model.columns.values() if column.description %}
    comment on column {{ relation }}.{{ adapter.quote(column.name) }} is {{ duckdb_escape_comment(column.description) }};
    {%- endfor %}
  {%- endif %}
{% endmacro %}

{% macro drop_if_there(relation) %}
  {%- set there = load_cached_relation(relation) -%}
  {%- if there is not none %}{% do adapter.drop_relation(there) %}{% endif %}
{% endmacro %}

{% materialization table, adapter='duckdb' %}
  {%- set target = this.incorporate(type='table') -%}
  {%- do drop_if_there(target) -%}
  {%- call statement('main') -%}
    {{ create_table_as(False, target, compiled_code) }}
    {{ comments(target) }}
  {%- endcall -%}
  {%- do adapter.commit() -%}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
  {%- set target = this.incorporate(type='view') -%}
  {%- do drop_if_there(target) -%}
  {%- call statement('main') -%}
    {{ create_view_as(target, compiled_code) }}
    {{ comments(target, is_view=true) }}
  {%- endcall -%}
  {%- do adapter.commit() -%}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{#- Columns are text unless the seed's column_types say otherwise; an empty field is NULL. -#}
{% materialization seed, adapter='duckdb' %}
  {%- set target = this.incorporate(type='table') -%}
  {%- do drop_if_there(target) -%}
  {%- set casts = [] -%}
  {%- for name, type in (config.get('column_types') or {}).items() -%}
    {%- do casts.append('cast(' ~ adapter.quote(name) ~ ' as ' ~ type ~ ') as ' ~ adapter.quote(name)) -%}
  {%- endfor -%}
  {%- set file = adapter.get_seed_file_path(model) | replace("'", "''") -%}
  {%- call statement('main') -%}
    create table {{ target }} as
    select * {% if casts %}replace ({{ casts | join(', ') }}){% endif %}
    from read_csv('{{ file }}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');
    {{ comments(target) }}
  {%- endcall -%}
  {%- do store_result('agate_table', response='OK', agate_table=none) -%}
  {%- do adapter.commit() -%}
  {{ return({'relations': [target]}) }}
{% endmaterialization %}

{#- DuckLake knows no keys: there NOT NULL is all that a contract enforces, and the gate asks for unique keys, as everywhere. -#}
{% macro get_table_columns_and_constraints() -%}
  {%- if not adapter.is_ducklake(this) %}{{ return(table_columns_and_constraints()) }}{% endif -%}
  {%- set keys = [] -%}
  {%- for constraint in model.constraints if constraint.type == 'primary_key' %}{% do keys.extend(constraint.columns) %}{% endfor -%}
  {%- set columns = [] -%}
  {%- for column in model.columns.values() -%}
    {%- set types = column.constraints | map(attribute='type') | list -%}
    {%- set given = 'not_null' in types or 'primary_key' in types or column.name in keys -%}
    {%- do columns.append(adapter.quote(column.name) ~ ' ' ~ column.data_type ~ (' not null' if given else '')) -%}
  {%- endfor -%}
  ({{ columns | join(', ') }})
{%- endmacro %}
