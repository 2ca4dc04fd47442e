"""The fields of a piece of feedback, with headers in seven languages."""

from leadline.importing.fields.field import field

FEEDBACK = (
    field(
        "words",
        "What was said",
        "prose",
        """words, text, feedback, description, body, content, message, verbatim,
        review, review text, message body, idea description, details, desc,
        plaintext body, body text, customer feedback, what was said, issue
        description, comment body, value text, comment, review body, answer,
        response, quote, transcript, suggestion, suggestion text, idea, idea text,
        post, post text, request, request text, feature request, feature text,
        complaint, comments, note, notes, loss reason, reason, open ended response,
        beschreibung, nachricht, kommentar, rückmeldung, anmerkung, bewertungstext,
        anliegen, wortlaut, freitext, antwort, commentaire, message du client,
        texte, avis, réponse, remarque, contenu, retour, descripción, comentario,
        comentarios, mensaje, texto, opinión, respuesta, reseña, sugerencia,
        contenido, descrição, comentário, comentários, mensagem, avaliação,
        resposta, sugestão, conteúdo, omschrijving, beschrijving, opmerking,
        opmerkingen, bericht, reactie, tekst, inhoud, antwoord, toelichting,
        descrizione, commento, commenti, messaggio, testo, recensione, risposta,
        suggerimento, contenuto""",
    ),
    field(
        "title",
        "Its subject",
        "text",
        """title, subject, summary, headline, review title, idea title, suggestion
        title, request title, feature title, feature request title, suggestion,
        idea, post, request, feature request, feature, name, post title, ticket
        subject, task name, issue title, topic title, betreff, titel, thema,
        überschrift, zusammenfassung, titre, sujet, objet, título, asunto, resumen,
        assunto, resumo, onderwerp, samenvatting, titolo, oggetto, riepilogo""",
    ),
    field(
        "source_id",
        "Its number in the source",
        "id",
        """id, source id, ticket id, issue key, review id, message id, number, external
        id, ext id, response id, respondent id, submission id, conversation id, idea
        id, feature id, post id, source record id, record id, key, ticket, ticket
        number, uuid, feedback id, pb id, issue id, case number, case id, task id,
        opportunity id, deal id, guid, comment id, request id, token, nr, no, ref,
        reference, ticket no, ticket nr, ticket key, case, case no, case nr, issue
        no, request no, suggestion id, post number, idea number, nummer, vorgang,
        vorgang nr, vorgangsnr, vorgangs nr, fall nr, fallnummer, anfrage nr,
        belegnummer, lfd nr, référence, n de ticket, nummer, ticketnummer,
        vorgangsnummer, kennung, numéro, numéro de ticket, identifiant, número,
        número de ticket, código, identificador, ticketnummer, kenmerk, numero,
        numero ticket, codice""",
    ),
    field(
        "said_at",
        "When it was said",
        "moment",
        """said at, date, created at, created, created on, creation date, timestamp,
        time, submitted at, submitted, review submit date and time, review date,
        created date, message created at, created timestamp, collected at, end date,
        opened at, date created, date submitted, submit date, start date, received,
        received at, posted at, posted on, response date, published at, sent, sent
        at, close date, closed date, created time, ts, updated, updated at, datum,
        erstellt, erstellt am, angelegt am, eingegangen am, eingangsdatum,
        zeitstempel, datum der antwort, date de création, créé le, date d envoi,
        reçu le, horodateur, fecha, fecha de creación, creado, creado el, fecha de
        envío, marca temporal, data, data de criação, criado em, data de envio,
        carimbo de data hora, aangemaakt, aangemaakt op, gemaakt op, tijdstempel,
        ontvangen op, datum aanmaak, data di creazione, creato il, data creazione,
        data di invio, informazioni cronologiche""",
    ),
    field(
        "author",
        "Who said it",
        "person",
        """author, author name, requester, requester name, reporter, author username,
        user, user name, username, user login, login, author login, contact, contact
        name, customer contact, from, sender, reviewer, name, full name, your name,
        display name, reviewer nickname, message author name, respondent, respondent
        name, idea creator name, created by, post author, submitted by, said by,
        speaker, kunde name, verfasser, autor, absender, melder, ansprechpartner,
        anforderer, erstellt von, vor und nachname, auteur, demandeur, expéditeur,
        nom, nom complet, créé par, autor, autora, solicitante, remitente, nombre,
        nombre completo, creado por, remetente, nome, nome completo, criado por,
        aanvrager, afzender, naam, melder, aangemaakt door, who, wer, qui, quién,
        quem, wie, chi, autore, richiedente, mittente, nome e cognome, creato da""",
    ),
    field(
        "first_name",
        "Their first name",
        "person",
        "first name, vorname, prénom",
    ),
    field(
        "last_name",
        "Their family name",
        "person",
        "last name, nachname, nom de famille",
    ),
    field(
        "author_email",
        "Their e-mail",
        "email",
        """email, e mail, author email, requester email, user email, mail, email
        address, e mail address, contact email, message author email, idea creator
        email address, customer email, from email, from address, sender email,
        reporter email, respondent email, created by email, e mail adresse, absender
        e mail, adresse e mail, courriel, adresse email, correo, correo electrónico,
        email do cliente, endereço de email, endereço de e mail, e mailadres,
        emailadres, indirizzo email, indirizzo e mail, posta elettronica""",
    ),
    field(
        "noted_by",
        "Who wrote it down",
        "person",
        """noted by, recorded by, logged by, entered by, written down by, note taker,
        interviewer, submitter, sales rep, account executive, deal owner,
        opportunity owner, creator, creator email, note author, captured by, note
        owner, owner, owner email, csm, erfasst von, notiert von, eingetragen von,
        bearbeiter, vertriebler, saisi par, noté par, rédigé par, registrado por,
        anotado por, apuntado por, genoteerd door, ingevoerd door, vastgelegd door,
        registrato da, annotato da, inserito da""",
    ),
    field(
        "side",
        "Whose side it is from",
        "side",
        """side, author role, author type, message author type, is staff, user type,
        role, sender type, user role, is agent, is admin, author is admin, from
        type, is internal, by staff, comment author role, direction, rolle,
        absendertyp, rôle, rol, papel, ruolo, tipo de autor, type d auteur""",
    ),
    field(
        "customer_id",
        "Customer's number",
        "number_of_customer",
        """customer id, account id, company id, organization id, org id, organisation
        id, account external id, client id, account number, customer number, crm id,
        kundennummer, kunden nr, numéro client, id client, número de cliente, id del
        cliente, id do cliente, klantnummer, codice cliente, numero cliente""",
    ),
    field(
        "customer_name",
        "Customer",
        "name",
        """customer, customer name, account, account name, company, company name,
        organization, organisation, organization name, org, client, client name,
        employer, message author companies, business, workplace, user company,
        kunde, kundenname, firma, unternehmen, organisationsname, konto, client,
        société, entreprise, organisation, nom du client, cliente, empresa,
        organización, compañía, nombre del cliente, organização, nome do cliente,
        klant, klantnaam, bedrijf, bedrijfsnaam, organisatie, azienda, società,
        organizzazione, ditta""",
    ),
    field(
        "customer_domain",
        "Customer's domain",
        "domain",
        """domain, company domain, requester domain, company domain name, website,
        customer domain, email domain, webseite, domäne, domaine, site web, dominio,
        sitio web, domínio, domein, sito web""",
    ),
    field(
        "votes",
        "Votes",
        "count",
        """votes, vote count, votes count, voters count, upvotes, number of votes,
        total votes, vote sum, im vote sum, likes, like count, thumbs up, thumbs up
        count, helpful, helpful votes,
        supporters, supporters count, votecount, score, stimmen, anzahl stimmen,
        nombre de votes, votos, número de votos, stemmen, aantal stemmen, voti,
        numero di voti""",
    ),
    field(
        "voter_name",
        "Who voted for it",
        "person",
        """voter, voter name, voters, voter full name, supporter, supporter name, voted
        by, upvoter, user name of voter""",
    ),
    field(
        "voter_email",
        "A voter's e-mail",
        "email",
        """voter email, voter email address, supporter email, user email address, email
        of voter, upvoter email""",
    ),
    field(
        "voter_customer",
        "A voter's customer",
        "name",
        "voter company, voter company name, voter customer, voter organization, voter "
        "account, supporter company",
    ),
    field(
        "rating",
        "Rating",
        "rating",
        """rating, star rating, stars, score, review rating, satisfaction, satisfaction
        score, satisfaction rating, satisfaction rating score, conversation rating
        rating, csat, csat score, im rating, overall rating, conversation rating,
        grade, points, note sur 5, bewertung, sterne, note, étoiles, zufriedenheit,
        satisfaction client, calificación, puntuación, estrellas, valoración,
        satisfacción, nota, estrelas, classificação, avaliação, satisfação,
        beoordeling, sterren, waardering, cijfer, valutazione, stelle, punteggio,
        voto, soddisfazione""",
    ),
    field(
        "nps",
        "Likely to recommend, 0 to 10",
        "nps",
        """nps, nps score, net promoter score, likelihood to recommend, how likely are
        you to recommend us, how likely is it that you would recommend us,
        recommend, would recommend, recommendation score, weiterempfehlung,
        recommandation, recomendación, recomendação, aanbeveling, raccomandazione""",
    ),
    field(
        "tags",
        "Tags",
        "tags",
        """tags, labels, label, tag, keywords, conversation tags, tag list, themes,
        ticket tags, schlagwörter, schlagworte, stichwörter, étiquettes, mots clés,
        etiquetas, palabras clave, palavras chave, trefwoorden, etichette, parole
        chiave""",
    ),
    field(
        "source_status",
        "Status in the source",
        "few",
        """status, public status name, ticket status, issue status, state, conversation
        state, ticket state, status name, post status, resolution, zustand, statut,
        état, estado, situação, toestand, stato""",
    ),
    field(
        "source",
        "Source",
        "few",
        """source, channel, via, via channel, source type, origin, source origin,
        source name, medium, quelle, kanal, herkunft, canal, origine, fuente,
        origen, fonte, origem, bron, kanaal, canale""",
    ),
    field(
        "kind",
        "Kind",
        "few",
        """kind, type, category, issue type, ticket type, feedback type,
        classification, stage, deal stage, art, kategorie, typ, catégorie, type de
        demande, tipo, categoría, categoria, soort, categorie""",
    ),
    field(
        "area",
        "Product area",
        "few",
        """area, product area, component, component s, components, module, board, board
        name, feature, topic, forum name, category name, section, bereich, modul,
        thema, domaine produit, área, módulo, onderdeel, gebied, modulo""",
    ),
    field(
        "product",
        "Product",
        "few",
        """product, product name, app, app name, app id, package name, project name,
        project, application, produkt, produit, producto, produto, prodotto,
        projekt, projet, proyecto, projeto, progetto""",
    ),
    field(
        "language",
        "Language",
        "few",
        """language, lang, locale, reviewer language, sprache, langue, idioma, taal,
        lingua""",
    ),
    field(
        "link",
        "Link",
        "link",
        """link, url, display url, review link, permalink, ticket url, source url, html
        url, web url, post url, issue url, adresse, lien, enlace, ligação,
        koppeling, collegamento""",
    ),
    field(
        "reply",
        "Our answer",
        "prose",
        """developer reply text, developer reply, reply text, reply, our reply, our
        answer, agent reply, vendor response, company response, owner response,
        response from owner, developer response, official response, response, public
        status update message, reply content, unsere antwort, antwort des anbieters,
        réponse de l entreprise, respuesta de la empresa, resposta da empresa,
        antwoord van het bedrijf, risposta dell azienda""",
    ),
)
