{{- define "leadline.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "leadline.labels" -}}
app.kubernetes.io/name: leadline
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
