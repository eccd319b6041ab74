using Microsoft.AspNetCore.Authorization;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>What a hub's endpoint demands of its connections: metadata of the endpoint that <see cref="QuantumHubs"/> puts in its place.</summary>
/// <param name="Channel">Whether they run in a channel, whose handshake then signs in.</param>
/// <param name="Authorization">What whoever signs in there must satisfy; without a channel it is demanded of each request.</param>
internal sealed record HubDemands(bool Channel, IReadOnlyList<IAuthorizeData> Authorization);
