{#- Schemas are named as the contract names them, without the target's prefix. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}

{#- A view that names its database breaks as soon as the file is published under another name: leave the database out. -#}
{% macro ref() %}{% do return(builtins.ref(*varargs, **kwargs).include(database=false)) %}{% endmacro %}

{% macro source() %}{% do return(builtins.source(*varargs, **kwargs).include(database=false)) %}{% endmacro %}
