//! Words for sports, as watches, apps and services write them in the languages they come in.
//!
//! Each row is a sport and its kind in the FIT profile's spelling, and the words for it, apart by
//! `|`. How a word is compared is said in [`super::sport`]: small letters, no accents, nothing but
//! letters, so that `Ice Skate`, `IceSkate` and `ice-skate` are one.

/// A sport, its kind, and the words for it.
pub(super) type Row = (&'static str, Option<&'static str>, &'static str);

/// Whole words and phrases. Running comes first: it alone must be complete, since whatever stands
/// nowhere here is another sport.
pub(super) const WORDS: &[Row] = &[
    (
        "running",
        None,
        "run|running|runs|jog|jogging|runjog|parkrun|marathon|halfmarathon|fartlek|\
         plogging|canicross|\
         lauf|laufen|laufsport|dauerlauf|waldlauf|lauftraining|wettlauf|volkslauf|joggen|\
         course|courseapied|courir|footing|cap|coursesurroute|\
         carrera|carreraapie|carrerapie|correr|trote|trotar|atletismo|corriendo|carreracontinua|\
         corsa|correre|corsaapiedi|podismo|corsasustrada|corsetta|\
         corrida|corridaderua|\
         hardlopen|hardloopsessie|hardloop|hardlooptraining|hardlopenbuiten|rennen|\
         loping|loppass|loprunda|loptur|lopning|lop|springa|lopetur|joggetur|joggingtur|jogga|\
         lob|lobetur|lobe|jogge|\
         juoksu|juokseminen|juoksulenkki|holkka|ulkojuoksu|\
         bieg|bieganie|biegi|biegac|biegnaswiezympowietrzu|\
         beh|behani|behanie|\
         futas|kocogas|alergare|alergat|trcanje|tek|tekanje|jooks|jooksmine|skriesana|begimas|\
         kosu|kosmak|\
         ランニング|ラン|ジョギング|ランニング屋外|屋外ランニング|실외러닝|야외러닝|hlaup|\
         跑步|跑|户外跑步|戶外跑步|慢跑|路跑|户外跑|戶外跑|馬拉松|马拉松|\
         달리기|러닝|런닝|조깅|런|실외달리기|야외달리기|\
         бег|забег|пробежка|бегать|джоггинг|біг|пробіжка|бягане|трчање|\
         τρεξιμο|ריצה|جري|الجري|วิง|chạybộ|lari|correrapie|correrpie|cursaapeu|correrauaire|cursa",
    ),
    ("running", Some("street"), "streetrunning|streetrun|roadrun|roadrunning|strassenlauf"),
    (
        "running",
        Some("trail"),
        "trail|trailrun|trailrunning|trailloop|mountainrun|mountainrunning|fellrun|fellrunning|\
         skyrunning|skyrun|crosscountryrun|crosscountryrunning|offroadrun|\
         traillauf|gelandelauf|berglauf|crosslauf|\
         trailcourse|coursetrail|coursesursentier|courseensentier|courseensentiers|coursedetrail|\
         courseenmontagne|coursenature|coursedemontagne|\
         carrerademontana|carrerapormontana|carreradetrail|carreradetrailrunning|carreraporsendero|\
         corsasusentiero|corsatrail|corsainmontagna|trailcorsa|corsacampestre|\
         corridaemtrilha|corridadetrilha|corridaemtrilhas|corridademontanha|corridanamontanha|\
         trailhardlopen|trailloopsessie|\
         terranglopning|traillopning|terrengloping|terrenglop|stiloping|traillob|\
         polkujuoksu|maastojuoksu|bieganieprzelajowe|biegprzelajowy|biegterenowy|bieganieterenowe|\
         biegtrailowy|bieggorski|trailovybeh|terennibeh|terepfutas|\
         patikakosusu|arazikosusu|トレイルラン|トレイルランニング|トレイルランニンク|トレランニング|トレラン|\
         越野跑|越野跑步|트레일러닝|트레일런|트레일달리기|трейл|трейлраннинг|трейлранинг|бегпопересеченнойместности|\
         трейловыйбег|бегпобездорожью",
    ),
    (
        "running",
        Some("treadmill"),
        "treadmill|treadmillrun|treadmillrunning|laufband|laufbandlauf|laufbandtraining|\
         laufenlaufband|tapisdecourse|coursesurtapis|courseapiedsurtapis|courseapiedsurtapisroulant|\
         cintadecorrer|carreraencinta|cinta|correrencinta|tapisroulant|corsasultapisroulant|\
         esteira|corridanaesteira|corridaemesteira|passadeira|corridaempassadeira|loopband|\
         hardlopenopdeloopband|loopbandsessie|lopband|lopbandslopning|lobeband|lobpalobeband|\
         tredemolle|tredemolleloping|juoksumatto|juoksumattojuoksu|bieznia|bieganianabiezni|\
         bieznimechanicznej|bieganienabiezni|bezeckypas|behnapasu|kosubandi|\
         トレッドミル|ランニングマシン|跑步机|跑步機|跑步机跑步|跑步機跑步|트레드밀|런닝머신|러닝머신|беговаядорожка|бегнадорожке|\
         бегнабеговойдорожке",
    ),
    (
        "running",
        Some("indoor_running"),
        "indoorrun|indoorrunning|indoorjogging|hallenlauf|laufenindoor|indoorlauf|courseeninterieur|\
         courseapiedeninterieur|carreraeninterior|carreraeninteriores|correrinterior|corsaindoor|\
         corsaalcoperto|corridainterna|corridaindoor|indoorhardlopen|binnenhardlopen|\
         inomhuslopning|indendorslob|innendorsloping|sisajuoksu|bieganiewpomieszczeniu|\
         室内跑步|室內跑步|室内跑|室內跑|インドアランニング|室内ランニング|屋内ランニング|실내달리기|실내러닝|\
         бегвпомещении",
    ),
    (
        "running",
        Some("virtual_activity"),
        "virtualrun|virtualrunning|virtuellerlauf|virtuelleslaufen|coursevirtuelle|\
         courseapiedvirtuelle|carreravirtual|corsavirtuale|corridavirtual|virtuelehardloopsessie|\
         virtueelhardlopen|virtuellopning|virtuelltloppass|virtueltlob|virtuellobetur|\
         virtuellloping|virtuelllopetur|virtuaalijuoksu|virtuaalinenjuoksu|biegwirtualny|\
         wirtualnybieg|bieganiewirtualne|virtualnibeh|virtualnebehani|sanalkosu|\
         バーチャルラン|バーチャルランニング|虚拟跑步|虛擬跑步|虚拟跑|虛擬跑|가상달리기|가상러닝|가상런|виртуальныйбег|\
         виртуальныйзабег",
    ),
    (
        "running",
        Some("track"),
        "trackrun|trackrunning|trackandfield|bahnlauf|操场跑步|运动场跑步|トラックラン",
    ),
    ("running", Some("ultra"), "ultra|ultrarun|ultrarunning|ultramarathon|ultratrail"),
    (
        "running",
        Some("obstacle"),
        "obstacle|obstaclerun|obstaclerunning|obstaclerace|obstacleracing|obstaclecourseracing",
    ),
    (
        "cycling",
        None,
        "bike|biking|ride|riding|bikeride|cycle|cycling|bicycle|bicycling|cyclingsport|\
         cyclingtransport|cyclingtransportation|transportcycling|commute|velomobile|rideoutdoor|\
         radfahrt|radfahren|rad|radsport|rennrad|fahrrad|fahrradfahren|velo|sortieavelo|cyclisme|\
         bicicleta|ciclismo|bici|giroinbicicletta|pedalata|bicicletta|pedalada|fietsrit|fietsen|\
         cykling|cykeltur|cykelpass|sykling|sykkeltur|pyoraily|pyoralenkki|jazdanarowerze|rower|\
         kolarstwo|cyklistika|jizdanakole|kolo|bisiklet|bisikletsurusu|ライド|サイクリング|\
         骑行|騎行|骑车|騎車|自行车|單車|户外骑行|戶外騎行|라이딩|사이클|사이클링|자전거|자전거타기|велосипед|велозаезд|\
         велоспорт|велопоездка|езданавелосипеде",
    ),
    ("cycling", Some("road"), "roadbiking|roadcycling|roadride|racecycling|roadbike"),
    (
        "cycling",
        Some("mountain"),
        "mtb|mountainbike|mountainbiking|mountainbikeride|mountainbikefahrt|mountaincycling|\
         enduromtb|bmx|downhillbiking|sortievtt|vtt|ciclismodemontana",
    ),
    ("cycling", Some("gravel_cycling"), "gravel|gravelride|gravelcycling|gravelbiking"),
    ("cycling", Some("cyclocross"), "cyclocross"),
    ("cycling", Some("recumbent"), "recumbentcycling|recumbent"),
    ("cycling", Some("track_cycling"), "trackcycling"),
    ("cycling", Some("hand_cycling"), "handcycle|handcycling|indoorhandcycling|handbike"),
    (
        "cycling",
        Some("virtual_activity"),
        "virtualride|virtuellefahrt|virtuelleradfahrt|virtualcycling|virtualbike",
    ),
    (
        "cycling",
        Some("indoor_cycling"),
        "indoorcycling|indoorbiking|indoorbike|spinning|spin|stationarybike|ergometer|\
         cyclingergometer|exercisebike|biketrainer|室内骑行|動感單車",
    ),
    (
        "e_biking",
        None,
        "ebikeride|ebiking|ebike|ebikefahrt|emountainbikeride|ebikefitness|ebikemountain|\
         electricbike|ecycling",
    ),
    (
        "walking",
        None,
        "walk|walking|walks|stroll|fitnesswalking|powerwalk|powerwalking|dogwalk|casualwalking|\
         outdoorwalk|outdoorwalking|rucking|treadmillwalking|steps|\
         spaziergang|spazieren|spazierengehen|gehen|marche|marcheapied|promenade|caminata|caminar|\
         andar|paseo|senderista|wandeling|wandelen|camminata|camminare|passeggiata|caminhada|\
         caminhar|promenad|gang|gatur|gangtur|kavely|kavelylenkki|spacer|chodzenie|chuze|\
         prochazka|yuruyus|ウォーキング|ウォーク|徒歩|散歩|步行|走路|健走|户外步行|걷기|산책|ходьба|прогулка",
    ),
    ("walking", Some("indoor_walking"), "indoorwalk|indoorwalking|室内步行"),
    ("walking", Some("speed_walking"), "speedwalk|speedwalking|nordicwalking|racewalking"),
    (
        "hiking",
        None,
        "hike|hiking|wanderung|wandern|bergwandern|randonnee|randonneepedestre|rando|senderismo|\
         excursionismo|escursione|escursionismo|trekking|caminhadaemtrilha|trilha|hiken|trektocht|\
         vandring|vandretur|fottur|tur|patikointi|vaellus|wedrowka|turystykapiesza|piesza|turistika|\
         tura|yuruyusdoga|dogayuruyusu|ハイキング|登山ハイキング|徒步|健行|远足|하이킹|트레킹|поход|хайкинг",
    ),
    ("mountaineering", None, "mountaineering|bergsteigen|alpinisme|alpinismo|登山|등산|альпинизм"),
    (
        "swimming",
        None,
        "swim|swimming|schwimmen|natation|natacion|zwemmen|nuoto|natacao|simning|svomning|svomming|\
         uinti|plywanie|plavani|yuzme|スイム|水泳|游泳|수영|плавание",
    ),
    ("swimming", Some("lap_swimming"), "lapswimming|poolswimming|poolswim|schwimmbad"),
    ("swimming", Some("open_water"), "openwaterswimming|openwaterswim|openwater|freiwasser"),
    ("multisport", None, "multisport|triathlon|duathlon|aquathlon|swimrun|aquabike|biathlon"),
    ("transition", None, "transition|transitionv|swimtobiketransition|biketoruntransition"),
    ("rowing", None, "rowing|row|rowingv|rudern|aviron|remo|canottaggio|roeien|ボート|赛艇"),
    ("rowing", Some("indoor_rowing"), "indoorrowing|rowingmachine|virtualrow"),
    (
        "alpine_skiing",
        None,
        "alpineski|alpineskiing|downhillski|downhillskiing|skiingdownhill|resortskiing|ski|skiing|\
         resortskiingsnowboarding|resortskiingsnowboardingws|skifahren|skialpin|esqui|sci|滑雪",
    ),
    (
        "alpine_skiing",
        Some("backcountry"),
        "backcountryski|backcountryskiing|backcountryskiingws|skitouring|skitour|skimo|\
         skimountaineering|backcountryskiingsnowboardingws",
    ),
    (
        "cross_country_skiing",
        None,
        "nordicski|nordicskiing|crosscountryski|crosscountryskiing|skiingcrosscountry|\
         crosscountryskiingws|skateskiing|skateskiingws|classicskiing|langlauf|skilanglauf|xcski|\
         skidefond|esquidefondo|scidifondo|langrenn|langdskidakning|hiihto",
    ),
    ("roller_skiing", None, "rollerski|rollerskiing|skiroller|rollski"),
    ("snowboarding", None, "snowboard|snowboarding|resortsnowboarding|backcountrysnowboarding"),
    ("snowshoeing", None, "snowshoe|snowshoeing|snowshoews|schneeschuhwandern|raquette|raquettes"),
    (
        "ice_skating",
        None,
        "iceskate|iceskating|skating|skatingws|skate|eislaufen|schlittschuhlaufen|schaatsen|\
         patinageglace|patinaje|pattinaggio|patinajesobrehielo|коньки|滑冰|アイススケート",
    ),
    (
        "inline_skating",
        None,
        "inlineskate|inlineskating|inlinehockey|rollerskate|rollerskating|rollerblading|rollerblade|\
         inliner|rollerdisco|roller|patin",
    ),
    ("skateboarding", None, "skateboard|skateboarding|longboard|longboarding"),
    ("kayaking", None, "kayaking|kayak|kayakingv|canoeing|canoe|whitewaterraftingkayaking"),
    ("paddling", None, "paddling|paddle|paddeln|paddlesport"),
    ("rafting", None, "rafting|whitewaterrafting"),
    (
        "stand_up_paddleboarding",
        None,
        "standuppaddling|standuppaddleboarding|standuppaddle|sup|paddleboarding",
    ),
    ("surfing", None, "surf|surfing"),
    ("windsurfing", None, "windsurf|windsurfing"),
    ("kitesurfing", None, "kitesurf|kitesurfing|kiteboarding|kiting"),
    ("wakeboarding", None, "wakeboarding|wakesurfing"),
    ("sailing", None, "sail|sailing|segeln|voile|vela"),
    ("boating", None, "boating|boat|motorboat"),
    ("diving", None, "diving|scubadiving|apneadiving|freediving|snorkeling"),
    (
        "training",
        Some("strength_training"),
        "weighttraining|strengthtraining|krafttraining|musculation|weightlifting|weights|strength|\
         functionalstrengthtraining|traditionalstrengthtraining|coretraining|calisthenics|\
         bodyweight|circuittraining|gym|fitness|entrenamientoconpesas|allenamentoconpesi|kracht",
    ),
    (
        "training",
        None,
        "workout|training|entrainement|entrenamiento|allenamento|treino|traening|trening|traning|\
         crossfit|bootcamp|mixedcardio|physicaltherapy|トレーニング|ワークアウト|训练|運動|운동|тренировка|antrenman",
    ),
    ("training", Some("cardio_training"), "cardio|indoorcardio|cardiotraining|aerobics|aerobic"),
    ("training", Some("yoga"), "yoga"),
    ("training", Some("pilates"), "pilates"),
    ("training", Some("flexibility_training"), "stretching|flexibility|mobility|barre|taichi"),
    ("hiit", None, "hiit|highintensityintervaltraining|intervaltraining"),
    ("fitness_equipment", None, "fitnessequipment"),
    ("fitness_equipment", Some("elliptical"), "elliptical|ellipticaltrainer|crosstrainer"),
    (
        "fitness_equipment",
        Some("stair_climbing"),
        "stairstepper|stairclimbing|stairclimber|stairs|stepper|stepmachine",
    ),
    ("floor_climbing", None, "floorclimbing|floorclimb"),
    ("rock_climbing", None, "rockclimbing|climbing|bouldering|indoorclimbing|klettern|escalade"),
    ("jump_rope", None, "jumprope|ropejumping|skipping"),
    ("dance", None, "dance|dancing|zumba|tanzen"),
    ("meditation", None, "meditation|breathwork|breathing"),
    ("golf", None, "golf|golfing"),
    ("disc_golf", None, "discgolf"),
    ("tennis", None, "tennis"),
    (
        "racket",
        None,
        "badminton|squash|padel|pickleball|racquetball|tabletennis|platformtennis|racket|racketsports",
    ),
    ("soccer", None, "soccer|football|fussball|futbol|calcio|futebol|voetbal|fotboll|足球|축구"),
    ("basketball", None, "basketball"),
    ("volleyball", None, "volleyball|beachvolleyball"),
    ("american_football", None, "americanfootball"),
    ("rugby", None, "rugby"),
    ("cricket", None, "cricket"),
    ("hockey", None, "hockey|fieldhockey|icehockey|floorball"),
    ("baseball", None, "baseball|softball"),
    ("team_sport", None, "teamsport|teamsports|ultimate|ultimatedisc|handball|lacrosse"),
    ("boxing", None, "boxing|kickboxing"),
    ("mixed_martial_arts", None, "mixedmartialarts|martialarts|judo|karate"),
    ("archery", None, "archery"),
    ("orienteering", None, "orienteering|orientierungslauf|orientation"),
    ("horseback_riding", None, "horsebackriding|horseriding|equestrian|reiten|equitation"),
    ("hunting", None, "hunting|huntingfishing"),
    ("fishing", None, "fishing"),
    ("motorcycling", None, "motorcycling|motorcycle|motorbike|motocross|atv|moto|motorrad"),
    ("driving", None, "driving|drive|drivinggeneral|car|auto|vehicle|bus|train|transport"),
    ("snowmobiling", None, "snowmobiling|snowmobile"),
    ("flying", None, "flying|flight|airplane|rcdrone"),
    ("hang_gliding", None, "hanggliding|paragliding|gleitschirm|parapente"),
    ("sky_diving", None, "skydiving|wingsuit|wingsuitflying"),
    ("wheelchair_push_walk", None, "wheelchair|wheelchairpushwalk|wheelchairwalk|rollstuhl"),
    ("wheelchair_push_run", None, "wheelchairpushrun|wheelchairrun|wheelchairracing"),
    (
        "generic",
        None,
        "other|generic|uncategorized|race|event|raceevent|competition|othersport|othersports|sonstige|sonstiges|andere|anderesport|\
         autre|autres|otro|otros|altro|outro|outros|overig|anders|annan|annat|andet|annet|anden|muu|\
         inne|inny|jine|ostatni|diger|その他|其他|其它|기타|другое|прочее|sport|sports|activity|\
         aktivitat|activite|actividad|attivita|atividade|allsport|all",
    ),
    (
        "unknown",
        None,
        "unknown|none|null|nil|undefined|unspecified|notset|na|unbekannt|inconnu|desconocido|\
         track|tracks|tracklog|gpstracklog|gpstrack|gpx|gps|log|record|recording|recorded|default",
    ),
];

/// Words that, alone or together, are running of some kind with any of [`MANNERS`] beside them.
pub(super) const RUNNING: &str = "run|running|runner|jog|jogging|lauf|laufen|hardlopen|corsa|\
    corrida|carrera|bieg|bieganie|juoksu|lopning|loping|lob|бег|ランニング|跑步|달리기|러닝";

/// Words that say how, where or when, with the kind of running that they tell.
pub(super) const MANNERS: &[(Option<&str>, &str)] = &[
    (Some("treadmill"), "treadmill|laufband|tapis"),
    (Some("trail"), "trail|mountain|fell|sky|vertical|hill|hills|offroad|cross|country|xc"),
    (Some("indoor_running"), "indoor|indoors"),
    (Some("virtual_activity"), "virtual|virtuell|zwift"),
    (Some("track"), "track|field"),
    (Some("street"), "street|road"),
    (Some("ultra"), "ultra"),
    (Some("obstacle"), "obstacle"),
    (
        None,
        "outdoor|outdoors|outside|open|fitness|regular|long|short|easy|recovery|tempo|base|speed|\
         interval|intervals|race|racing|event|competition|progression|threshold|warm|cool|up|down|\
         morning|lunch|afternoon|evening|night|dog|with|the|a|my|on|in|and|of|free|barefoot|stroller|\
         gps|k|km|mile|miles|activity|activities|workout|exercise|training|sport|sports|type|session|hk|hkworkout|health|kit|\
         foot|mode|marathon|half|casual|social|club|group|charity|commute|general|basic|default|\
         triathlon|duathlon|aquathlon|offroadtriathlon|offroadduathlon|course",
    ),
];

/// Words of which one alone tells the family of a sport that is not running.
pub(super) const FAMILIES: &[(&str, &str)] = &[
    ("cycling", "bike|biking|cycling|bicycle|ride|cyclisme|ciclismo|velo|rad|ebike|mtb"),
    ("swimming", "swim|swimming|schwimmen|nuoto|natation"),
    ("walking", "walk|walking|marche|gehen"),
    ("hiking", "hike|hiking|trekking"),
    ("alpine_skiing", "ski|skiing|snowboard|snowboarding|snow"),
    ("ice_skating", "skate|skating"),
    ("rowing", "row|rowing"),
    ("kayaking", "kayak|kayaking|canoe|canoeing"),
    ("training", "strength|gym|yoga|pilates|cardio|aerobics"),
    ("driving", "driving|car|motorcycle|motorbike"),
];
