namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>What a hub's endpoint demands of its connections: metadata of the endpoint that <see cref="QuantumHubs"/> puts in its place.</summary>
/// <param name="Channel">Whether they run in a channel, whose handshake then signs in.</param>
/// <param name="Policies">The policies that whoever signs in there must satisfy; without a channel they are demanded of each request.</param>
internal sealed record HubDemands(bool Channel, IReadOnlyList<string> Policies);
