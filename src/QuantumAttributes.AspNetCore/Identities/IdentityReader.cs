using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Identities;

/// <summary>What reading identities again and again needs.</summary>
internal sealed record IdentityReader(ProviderSet Providers, TimeProvider Time, QuantumMetrics Metrics, ILogger<IdentityReader> Logger);
