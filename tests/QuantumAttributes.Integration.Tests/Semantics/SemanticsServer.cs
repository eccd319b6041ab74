using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>The application on one version of HTTP, a client in a channel, of which each answer is looked at outside, and one without.</summary>
internal sealed record SemanticsServer(QuantumServer Server, HttpClient Inside, HttpClient Outside);
